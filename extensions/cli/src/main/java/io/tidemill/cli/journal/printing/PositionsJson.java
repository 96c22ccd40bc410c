// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.printing;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemill.journal.Positions;

/// How far a publisher has come, as fields of a JSON object.
public final class PositionsJson {
    /// The part of a publisher whose offsets are its external ids.
    private static final String NO_PART = "";

    private PositionsJson() {}

    /// @param offsets by part
    public static void write(Map<String, Long> offsets, JsonGenerator json) throws IOException {
        if (offsets.containsKey(NO_PART)) {
            json.writeNumberField("lastExternalId", offsets.get(NO_PART));
        }
        Json.object(json, "positions", content -> {
            for (Map.Entry<String, Long> part : offsets.entrySet()) {
                if (part.getValue() == Positions.FORGOTTEN) {
                    content.writeNullField(part.getKey());
                } else if (!part.getKey().equals(NO_PART)) {
                    content.writeNumberField(part.getKey(), part.getValue());
                }
            }
        });
    }
}
