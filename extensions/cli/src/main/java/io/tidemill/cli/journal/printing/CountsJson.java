// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.printing;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemill.cli.journal.reading.Counts;

/// [Counts] as fields of a JSON object.
public final class CountsJson {
    private CountsJson() {}

    public static void write(Counts counts, JsonGenerator json) throws IOException {
        json.writeNumberField("chunks", counts.chunks());
        json.writeNumberField("rows", counts.rows());
        json.writeNumberField("rejects", counts.rejects());
        json.writeNumberField("verdicts", counts.verdicts());
        if (!counts.isEmpty()) {
            json.writeNumberField("firstSequence", counts.firstSequence());
            json.writeNumberField("lastSequence", counts.lastSequence());
        }
        writeBatches(counts, json);
    }

    public static void writeBatches(Counts counts, JsonGenerator json) throws IOException {
        json.writeNumberField("batches", counts.batches());
        writeBatch("firstBatch", counts.firstBatch(), json);
        writeBatch("lastBatch", counts.lastBatch(), json);
    }

    private static void writeBatch(String name, Counts.@Nullable BatchEnd batch, JsonGenerator json)
            throws IOException {
        if (batch != null) {
            json.writeObjectFieldStart(name);
            json.writeNumberField("id", batch.id());
            json.writeNumberField("timeMicros", batch.timeMicros());
            json.writeEndObject();
        }
    }
}
