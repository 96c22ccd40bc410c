// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.printing;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalHeader;
import io.tidemill.memory.Field;

/// The header of an incarnation as fields of a JSON object.
public final class HeaderJson {
    private HeaderJson() {}

    public static void write(JournalHeader header, JsonGenerator json) throws IOException {
        json.writeStringField("context", header.context());
        json.writeNumberField("createdMicros", header.createdMicros());
        json.writeNumberField("zeroMicros", header.zeroMicros());
        Json.object(json, "durability", content -> writeDurability(header.durability(), content));
        json.writeNumberField("blockRows", header.blockRows());
        json.writeNumberField("textBytes", header.textBytes());
        Json.object(json, "predecessor", content -> {
            content.writeNumberField("sequence", header.predecessor().sequence());
            content.writeNumberField("crc", Integer.toUnsignedLong(header.predecessor().crc()));
        });
        Json.objects(json, "inputs", header.inputs(), HeaderJson::writeInput);
        json.writeArrayFieldStart("plan");
        for (String line : header.fingerprint()) {
            json.writeString(line);
        }
        json.writeEndArray();
        Json.object(json, "environment", content -> {
            for (Map.Entry<String, String> fact : new TreeMap<>(header.environment()).entrySet()) {
                content.writeStringField(fact.getKey(), fact.getValue());
            }
        });
    }

    private static void writeDurability(Durability durability, JsonGenerator json) throws IOException {
        json.writeStringField("level", durability.level().name());
        json.writeNumberField("groupMicros", durability.groupMicros());
        json.writeNumberField("groupBytes", durability.groupBytes());
    }

    private static void writeInput(JournalHeader.Input input, JsonGenerator json) throws IOException {
        json.writeStringField("name", input.name());
        Json.objects(json, "columns", input.schema().fields(), HeaderJson::writeColumn);
    }

    private static void writeColumn(Field field, JsonGenerator json) throws IOException {
        json.writeStringField("name", field.name());
        json.writeStringField("type", field.type().toString());
        json.writeBooleanField("nullable", field.nullable());
    }
}
