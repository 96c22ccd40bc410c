// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tidemill.format.Decoded;
import io.tidemill.format.column.ValueOptions;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// Random documents, whole and spoilt, against Jackson and the JDK.
class JsonFuzzTest {
    private static final int SEEDS = 1_500;
    private static final JsonFormat FORMAT = new JsonFormat(Schema.of(Field.nullable("text", Type.UTF8),
            Field.nullable("small", Type.INT8), Field.nullable("int", Type.INT32), Field.of("long", Type.INT64),
            Field.nullable("float", Type.FLOAT32), Field.nullable("double", Type.FLOAT64),
            Field.nullable("bool", Type.BOOL), Field.nullable("at", Type.TIMESTAMP), Field.nullable("day", Type.DATE),
            Field.nullable("user", Type.UTF8), Field.nullable("name", Type.UTF8), Field.nullable("zip", Type.INT16),
            Field.nullable("tags", Type.listOf(Type.UTF8)), Field.nullable("sizes", Type.listOf(Type.INT16))),
            Map.of("name", List.of("user", "name"), "zip", List.of("user", "address", "zip")), ValueOptions.STANDARD);
    private static final List<String> SYNTAX = List.of("no JSON object", "JSON cut off", "invalid JSON",
            "invalid escape in JSON", "control character in a JSON string", "JSON nested deeper than 1,000",
            "text behind the JSON object");

    private static final Forge SCALAR = Forge.scalarOnly();
    private static final Forge VECTORS = Forge.vectorAtOnce();

    private final JsonReference reference = new JsonReference(FORMAT);

    @Test
    void agreesWithJacksonOnRandomDocumentsAndSpoiltOnes() {
        int rows = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            byte[] bytes = new RandomJson(new SplittableRandom(seed)).lines();
            List<Object> expected = expected(bytes);

            List<Object> scalar = Decoded.of(FORMAT, SCALAR, bytes);

            assertThat(coarse(scalar)).as("seed %d", seed).isEqualTo(expected);
            assertThat(Decoded.of(FORMAT, VECTORS, bytes)).as("vectors, seed %d", seed).isEqualTo(scalar);
            rows += (int) expected.stream().filter(event -> event instanceof List).count();
        }
        assertThat(rows).isGreaterThan(SEEDS);
    }

    @Test
    void givesTheSameHoweverTheBytesArrive() {
        for (int seed = 0; seed < 6; seed++) {
            byte[] bytes = new RandomJson(new SplittableRandom(seed)).lines();
            List<Object> whole = Decoded.of(FORMAT, SCALAR, bytes);
            for (int cut = 0; cut <= bytes.length; cut++) {
                MemoryBudget budget = MemoryBudget.limited("test", 64 << 20);
                try (Decoded decoded = new Decoded(FORMAT, SCALAR, budget)) {
                    List<Object> cutInTwo = decoded.put(bytes, 0, cut).put(bytes, cut, bytes.length).end();
                    assertThat(cutInTwo).as("seed %d, cut at %d", seed, cut).isEqualTo(whole);
                }
                budget.close();
            }
        }
    }

    @Test
    void agreesWithJacksonOnADocumentThatEndsAtAnyByte() {
        for (int seed = 0; seed < 6; seed++) {
            byte[] bytes = new RandomJson(new SplittableRandom(seed)).document().getBytes(UTF_8);
            for (int end = 0; end < bytes.length; end++) {
                byte[] start = Arrays.copyOf(bytes, end);
                assertThat(coarse(Decoded.of(FORMAT, VECTORS, start))).as("seed %d, end %d", seed, end)
                        .isEqualTo(expected(start));
            }
        }
    }

    private List<Object> expected(byte[] bytes) {
        List<Object> events = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n' || bytes[i] == '\r') {
                boolean isLine = i < bytes.length || i > start;
                Object event = isLine ? event(ByteBuffer.wrap(bytes, start, i - start), start) : null;
                if (event != null) {
                    events.add(event);
                }
                start = i + 1;
            }
        }
        return events;
    }

    private @Nullable Object event(ByteBuffer bytes, int offset) {
        try {
            Object row = reference.row(UTF_8.newDecoder().decode(bytes).toString());
            return row instanceof String reason ? "!" + offset + " " + reason : row;
        } catch (CharacterCodingException invalid) {
            return "!" + offset + " invalid UTF-8";
        }
    }

    /// With one reason for all that Jackson refuses.
    private static List<Object> coarse(List<Object> events) {
        return events.stream().map(event -> event instanceof String reject ? coarse(reject) : event).toList();
    }

    private static String coarse(String reject) {
        int space = reject.indexOf(' ');
        boolean isSyntax = SYNTAX.contains(reject.substring(space + 1));
        return isSyntax ? reject.substring(0, space + 1) + JsonReference.NO_JSON : reject;
    }
}
