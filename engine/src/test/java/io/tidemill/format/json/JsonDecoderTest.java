// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.json;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import com.sun.management.ThreadMXBean;
import io.tidemill.format.BadValues;
import io.tidemill.format.Decoded;
import io.tidemill.format.LineDecoder;
import io.tidemill.format.LineFormat;
import io.tidemill.format.LineOutput;
import io.tidemill.format.LineSplitter;
import io.tidemill.format.RowOutput;
import io.tidemill.format.TimeFormat;
import io.tidemill.format.column.ValueOptions;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ParameterizedClass
@MethodSource("forges")
class JsonDecoderTest {
    private static final Schema TRADE = Schema.of(Field.nullable("symbol", Type.UTF8),
            Field.of("price", Type.FLOAT64), Field.of("size", Type.INT32));

    private final Forge forge;

    JsonDecoderTest(Forge forge) {
        this.forge = forge;
    }

    static List<Named<Forge>> forges() {
        return List.of(Named.of("scalar", Forge.scalarOnly()), Named.of("vectors", Forge.vectorAtOnce()));
    }

    @Test
    void readsValuesByTheNamesOfTheColumns() {
        assertThat(trades("{\"symbol\":\"ACME\",\"price\":10.5,\"size\":200}\n"))
                .containsExactly(row("ACME", 10.5, 200));
    }

    @Test
    void takesNamesInAnyOrderWithAnySpaceBetween() {
        assertThat(trades("""
                {"symbol":"A","price":1,"size":2}
                 { "size" : 3 , "other":[1,{"size":9}], "price":\t-0.5e1,"symbol" : null } \

                {"price":7,"size":8}
                """)).containsExactly(row("A", 1.0, 2), row(null, -5.0, 3), row(null, 7.0, 8));
    }

    @Test
    void takesTheLastOfValuesWithOneName() {
        assertThat(trades("{\"size\":\"x\",\"price\":1,\"symbol\":\"a\",\"size\":2,\"symbol\":null}"))
                .containsExactly(row(null, 1.0, 2));
    }

    @Test
    void keepsRowsAroundThoseThatAreNone() {
        assertThat(trades("""
                {"symbol":"A","price":1,"size":2}
                {"symbol":"B","price":1,"size":2
                {"symbol":"C","price":1}
                [1]
                {"symbol":"D","price":"much","size":2}

                {"symbol":"E","price":1,"size":2147483648}
                {"symbol":"F","price":1,"size":2}
                """)).containsExactly(row("A", 1.0, 2), "!34 JSON cut off", "!67 `size`: no value",
                "!92 no JSON object", "!96 `price`: not a number", "!136 `size`: beyond int32", row("F", 1.0, 2));
    }

    @Test
    void makesBadValuesNullsWhereThatIsAskedFor() {
        JsonFormat format = new JsonFormat(Schema.of(Field.nullable("n", Type.INT8), Field.of("m", Type.INT8)),
                Map.of(),
                ValueOptions.STANDARD.withBadValues(BadValues.NULL));
        MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
        try (Decoded decoded = new Decoded(format, forge, budget)) {
            byte[] bytes = "{\"n\":128,\"m\":127}\n{\"n\":1,\"m\":128}\n{\"n\":-128,\"m\":-128}".getBytes(UTF_8);
            assertThat(decoded.put(bytes, 0, bytes.length).end()).containsExactly(row(null, 127),
                    "!18 `m`: beyond int8", row(-128, -128));
            assertThat(decoded.badValues()).isEqualTo(1);
        }
        budget.close();
    }

    @Test
    void saysWhyALineIsNoObject() {
        Map<String, String> reasons = Map.of("{\"a\":tru}", "invalid JSON", "{\"a\":1}x", "text behind the JSON object",
                "{\"a\":\"\\x\"}", "invalid escape in JSON", "{\"a\":\"\t\"}", "control character in a JSON string",
                "{\"a\":01}", "invalid JSON", "{\"a\"", "JSON cut off", "\"a\"", "no JSON object", "{\"a\":\"\\u12",
                "invalid escape in JSON", "{,}", "invalid JSON", "{\"a\":1,}", "invalid JSON");

        reasons.forEach((line, reason) -> assertThat(only("a", Type.UTF8, line)).as(line).isEqualTo("!0 " + reason));
    }

    @Test
    void looksNoDeeperThanTheLimit() {
        String deepest = "[".repeat(999) + "]".repeat(999);

        assertThat(only("b", Type.UTF8, "{\"a\":" + deepest + ",\"b\":\"x\"}")).isEqualTo(row("x"));
        assertThat(only("b", Type.UTF8, "{\"a\":[" + deepest + "],\"b\":\"x\"}"))
                .isEqualTo("!0 JSON nested deeper than 1,000");
        assertThat(only("b", Type.UTF8, "{\"a\":" + "[".repeat(60_000))).isEqualTo("!0 JSON nested deeper than 1,000");
    }

    @Test
    void findsValuesByPaths() {
        Schema schema = Schema.of(Field.nullable("id", Type.INT64), Field.nullable("city", Type.UTF8),
                Field.nullable("user", Type.UTF8));
        JsonFormat format = new JsonFormat(schema,
                Map.of("id", List.of("user", "id"), "city", List.of("user", "address", "city")), ValueOptions.STANDARD);

        assertThat(Decoded.of(format, forge, """
                {"user":{"id":5,"address":{"zip":1,"city":"Ulm"}},"id":6}
                {"user":{"address":{"city":"Bonn"}},"user":{"id":7}}
                {"user":{"id":8},"user":"nobody"}
                {"user":{"address":3}}
                """)).containsExactly(row(5L, "Ulm", "{\"id\":5,\"address\":{\"zip\":1,\"city\":\"Ulm\"}}"),
                row(7L, null, "{\"id\":7}"), row(null, null, "nobody"), row(null, null, "{\"address\":3}"));
    }

    @Test
    void takesEscapesOutOfTextsAndNames() {
        assertThat(Decoded.of(format(Field.nullable("ä\"", Type.UTF8), Field.of("n", Type.INT32)), forge, """
                {"n":1,"\\u00e4\\"":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20ac\\ud83d\\ude00"}
                {"ä\\"":"plain é","n":2}
                {"ä\\"":"half \\ud83d","n":3}
                {"ä\\"":"other half \\ude00","n":4}
                {"skipped":"\\ud83d","ä\\"":null,"n":5}
                """)).containsExactly(row("\"\\/\b\f\n\r\tAé€😀", 1), row("plain é", 2),
                "!94 `ä\"`: half a surrogate pair", "!123 `ä\"`: half a surrogate pair", row(null, 5));
    }

    @Test
    void givesWhatIsNoStringToATextAsItIsWritten() {
        assertThat(texts("{\"a\":1.50}\n{\"a\":true}\n{\"a\":{ \"x\": [1, 2] }}\n{\"a\":[ ]}\n{\"a\":\"\"}"))
                .containsExactly(row("1.50"), row("true"), row("{ \"x\": [1, 2] }"), row("[ ]"), row(""));
    }

    @Test
    void readsEveryTypeOfColumn() {
        Schema schema = Schema.of(Field.of("b", Type.BOOL), Field.of("i8", Type.INT8), Field.of("i16", Type.INT16),
                Field.of("i32", Type.INT32), Field.of("i64", Type.INT64), Field.of("f", Type.FLOAT32),
                Field.of("d", Type.FLOAT64), Field.of("s", Type.UTF8), Field.of("at", Type.TIMESTAMP),
                Field.of("day", Type.DATE));
        String values = "\"b\":true,\"i8\":-128,\"i16\":\"32767\",\"i32\":-2147483648,\"i64\":9223372036854775807,"
                + "\"f\":0.1,\"d\":\"-Infinity\",\"s\":\"x\",\"at\":\"2026-11-23T14:10:33.5+01:00\",\"day\":\"2026-11-23\"";

        assertThat(Decoded.of(new JsonFormat(schema, Map.of(), ValueOptions.STANDARD), forge, "{" + values + "}"))
                .containsExactly(row(true, -128, 32767, Integer.MIN_VALUE, Long.MAX_VALUE, 0.1f,
                        Double.NEGATIVE_INFINITY, "x",
                        Instant.parse("2026-11-23T13:10:33.5Z").toEpochMilli() * 1000,
                        (int) LocalDate.parse("2026-11-23").toEpochDay()));
    }

    @Test
    void readsTimesAsTheyAreSaidToBeWritten() {
        Schema schema = Schema.of(Field.of("at", Type.TIMESTAMP), Field.of("day", Type.DATE));
        JsonFormat format = new JsonFormat(schema, Map.of(), ValueOptions.STANDARD
                .withTimestamps(TimeFormat.epochMillis())
                .withDates(TimeFormat.pattern("dd.MM.yyyy")));

        assertThat(Decoded.of(format, forge, """
                {"at":1500000000123,"day":"24.12.2026"}
                {"at":"-1","day":"24.12.2026"}
                {"at":1.5,"day":"24.12.2026"}
                {"at":9223372036854775807,"day":"24.12.2026"}
                {"at":0,"day":"2026-12-24"}
                """)).containsExactly(row(1_500_000_000_123_000L, 20811), row(-1000L, 20811),
                "!71 `at`: not a timestamp", "!101 `at`: not a timestamp", "!147 `day`: not a date");
    }

    @Test
    void passesOverAByteOrderMarkInFront() {
        assertThat(texts("\ufeff{\"a\":\"x\"}\n\ufeff{\"a\":\"x\"}")).containsExactly(row("x"), "!13 no JSON object");
    }

    @Test
    void decodesRunsOfAnyLength() {
        StringBuilder text = new StringBuilder();
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            String symbol = "s".repeat(i % 97);
            text.append("{\"symbol\":\"").append(symbol).append("\",\"price\":").append(i).append(",\"size\":1}\n");
            expected.add(row(symbol, (double) i, 1));
        }
        assertThat(trades(text.toString())).isEqualTo(expected);
        String longText = "x".repeat(60_000) + "\\n";
        assertThat(texts("{\"a\":\"" + longText + "\"}")).containsExactly(row("x".repeat(60_000) + "\n"));
    }

    @Test
    void keepsNothingWhenTheBudgetFails() {
        byte[] text = "{\"symbol\":\"\\n\",\"price\":1,\"size\":2}\n".getBytes(UTF_8);
        int refusals = 0;
        for (int failing = 0; failing < 6; failing++) {
            int[] left = {failing};
            MemoryBudget scarce = MemoryBudget.checked("scarce", 16 << 20, (what, bytes) -> left[0]-- > 0);
            try (Decoded decoded = new Decoded(new JsonFormat(TRADE, Map.of(), ValueOptions.STANDARD), forge, scarce)) {
                assertThat(decoded.put(text, 0, text.length).end()).containsExactly(row("\n", 1.0, 2));
            } catch (MemoryLimitException refused) {
                refusals++;
            }
            assertThat(scarce.usedBytes()).as("after refusal %d", failing).isZero();
            scarce.close();
        }
        assertThat(refusals).as("rows, buffer, positions, marks, escaped texts").isEqualTo(5);
    }

    @Test
    @Tag("alone")
    void makesNoGarbage() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] text = "{\"symbol\":\"A\\u0042\",\"price\":1.25,\"size\":\"2\",\"x\":[{}]}\n".repeat(500)
                .getBytes(UTF_8);
        LineFormat format = new JsonFormat(TRADE, Map.of(), ValueOptions.STANDARD);
        MemoryBudget budget = MemoryBudget.limited("test", 16 << 20);
        RowOutput nowhere = new RowOutput() {
            @Override
            public void rows(Chunk rows, int from) {}

            @Override
            public void reject(int line, String reason) {
                throw new AssertionError(reason);
            }
        };
        try (RowsToNowhere rows = new RowsToNowhere(format.open(forge, budget, "test"), nowhere);
                LineSplitter splitter = new LineSplitter(forge, budget, "test", 1 << 16, rows)) {
            long allocated = 1;
            for (int round = 0; round < 200 && allocated > 0; round++) { // vector code allocates until it is compiled
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 50; i++) {
                    splitter.room().put(text);
                    splitter.take(text.length);
                }
                allocated = threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertThat(allocated).as("bytes for 25,000 rows").isZero();
        }
        budget.close();
    }

    private record RowsToNowhere(LineDecoder decoder, RowOutput output) implements LineOutput {

        @Override
        public void lines(long utf8Address, long startsAddress, long endsAddress, int lines, String input,
                long offset) {
            decoder.decode(utf8Address, startsAddress, endsAddress, lines, false, output);
        }

        @Override
        public void reject(long address, int bytes, String input, long offset, String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void close() {
            decoder.close();
        }
    }

    @Test
    void readsArraysIntoLists() {
        JsonFormat format = format(Field.nullable("a", Type.listOf(Type.UTF8)),
                Field.nullable("b", Type.listOf(Type.decimal(20, 2))));
        assertThat(Decoded.of(format, forge, """
                {"a":["x", null,"","q\\"\\u00e9", "]" ],"b":[ 1.5 ,-12345678901234567.25]}
                {"a":[],"b":null}
                {"b":[1]}
                """)).containsExactly(
                row(Arrays.asList("x", null, "", "q\"é", "]"),
                        List.of(new BigDecimal("1.50"), new BigDecimal("-12345678901234567.25"))),
                row(List.of(), null), row(null, List.of(new BigDecimal("1.00"))));
    }

    @Test
    void anArrayWithABadElementIsABadValue() {
        JsonFormat format = format(Field.nullable("a", Type.listOf(Type.INT8)));
        assertThat(Decoded.of(format, forge, """
                {"a":[1,128]}
                {"a":[[1]]}
                {"a":"[1]"}
                {"a":{"b":1}}
                """)).containsExactly("!0 `a`: an element that is no int8", "!14 `a`: an element that is no int8",
                "!26 `a`: not a list", "!38 `a`: not a list");
    }

    @Test
    void longListsGrowWhatHoldsThemAndGiveItBack() {
        JsonFormat format = format(Field.nullable("a", Type.listOf(Type.INT32)));
        List<Integer> numbers = IntStream.range(0, 5_000).boxed().toList();
        assertThat(Decoded.of(format, forge, "{\"a\":" + numbers + "}\n{\"a\":" + numbers + "}\n"))
                .containsExactly(row(numbers), row(numbers));
    }

    @Test
    void refusesFormatsThatCannotBeRead() {
        assertThatThrownBy(() -> format(Field.of("l", Type.listOf(Type.BINARY))))
                .hasMessage("column `l` is list<binary>, which cannot be read from text");
        assertThatThrownBy(() -> format(Field.of("o", Type.OBJECT)))
                .hasMessage("column `o` is object, which cannot be read from text");
        assertThatThrownBy(() -> new JsonFormat(TRADE, Map.of("x", List.of("y")), ValueOptions.STANDARD))
                .hasMessage("no column `x` in (symbol, price, size)");
        assertThatThrownBy(() -> new JsonFormat(TRADE, Map.of("size", List.of("price")), ValueOptions.STANDARD))
                .hasMessage("column `size` has the path of another one");
    }

    private List<Object> trades(String text) {
        return Decoded.of(new JsonFormat(TRADE, Map.of(), ValueOptions.STANDARD), forge, text);
    }

    private List<Object> texts(String text) {
        return Decoded.of(format(Field.of("a", Type.UTF8)), forge, text);
    }

    private Object only(String column, Type type, String line) {
        List<Object> events = Decoded.of(format(Field.nullable(column, type)), forge, line);
        assertThat(events).as(line).hasSize(1);
        return events.getFirst();
    }

    private static JsonFormat format(Field... fields) {
        return new JsonFormat(Schema.of(fields), Map.of(), ValueOptions.STANDARD);
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
