// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.printing;

import java.io.IOException;
import java.io.OutputStream;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;

/// Writes JSON documents, each a line.
public final class Json implements AutoCloseable {
    private final JsonGenerator generator;
    private boolean hasLines;

    /// Writes the content of an object.
    @FunctionalInterface
    public interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /// Writes the content of the object that stands for an item.
    @FunctionalInterface
    public interface ItemContent<T> {
        void write(T item, JsonGenerator json) throws IOException;
    }

    /// @param out is flushed at the end, and left open
    public Json(OutputStream out) throws IOException {
        generator = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                .build()
                .createGenerator(out, JsonEncoding.UTF8)
                .setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    /// Writes an object on a line of its own.
    public void line(Content content) throws IOException {
        hasLines = true;
        generator.writeStartObject();
        content.write(generator);
        generator.writeEndObject();
    }

    /// Writes a field that is an object.
    public static void object(JsonGenerator json, String name, Content content) throws IOException {
        json.writeObjectFieldStart(name);
        content.write(json);
        json.writeEndObject();
    }

    /// Writes a field that is an array of objects, one for each item.
    public static <T> void objects(JsonGenerator json, String name, Iterable<T> items, ItemContent<T> content)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (T item : items) {
            json.writeStartObject();
            content.write(item, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// Writes what is still in memory, and ends the last line.
    @Override
    public void close() throws IOException {
        if (hasLines) {
            generator.writeRaw('\n');
        }
        generator.close();
    }
}
