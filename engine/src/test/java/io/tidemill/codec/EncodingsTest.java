// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tidemill.BugException;
import io.tidemill.Decimal;
import io.tidemill.Pair;
import io.tidemill.PlanException;
import io.tidemill.Row;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EncodingsTest {

    record Everything(boolean flag, byte tiny, short small, int medium, long large, float single, double precise,
            @Nullable Boolean boxedFlag,
            @Nullable Byte boxedTiny, @Nullable Short boxedSmall, @Nullable Integer boxedMedium,
            @Nullable Long boxedLarge,
            @Nullable Float boxedSingle, @Nullable Double boxedPrecise, @Nullable String text, @Nullable Instant moment,
            @Nullable LocalDate day, @Nullable LocalDateTime wall, @Nullable LocalTime clock) {}

    @SuppressWarnings("ArrayRecordComponent") // the column takes it as it is
    record Keyed(byte[] id, int number) {}

    record Basket(List<@Nullable String> words, @Decimal(precision = 9, scale = 2) List<BigDecimal> amounts,
            @Nullable List<@Nullable Boolean> flags, List<Byte> tiny, List<Instant> moments,
            List<@Nullable LocalTime> clocks) {}

    record Nested(List<List<String>> lists) {}

    record Trade(String symbol, double price) {}

    record Picky(int value) {
        Picky {
            if (value == 13) {
                throw new IllegalArgumentException("13 is unlucky");
            }
        }
    }

    record Nothing() {}

    record Money(String currency, BigDecimal amount) {}

    record Price(@Decimal(precision = 12, scale = 2) @Nullable BigDecimal amount, int size) {}

    record TooLong(@Decimal(precision = 39, scale = 2) BigDecimal amount) {}

    private static final Everything FULL = new Everything(true, (byte) -1, Short.MIN_VALUE, Integer.MAX_VALUE,
            Long.MIN_VALUE, -0.5f, Math.PI, false,
            Byte.MAX_VALUE, (short) 7, -7, 8L, Float.NaN, Double.NEGATIVE_INFINITY, "Grüße, Tidemill \uD83C\uDF0A",
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            LocalDate.of(1899, 12, 31), LocalDateTime.parse("1969-12-31T23:59:59.999999"),
            LocalTime.parse("23:59:59.999999"));
    private static final Everything EMPTY = new Everything(false, (byte) 0, (short) 0, 0, 0, 0, 0, null, null, null,
            null, null, null, null, null, null,
            null, null, null);

    @Test
    void recordsComeBackAsTheyWent() {
        assertThat(roundTrip(Encodings.of(Everything.class), List.of(FULL, EMPTY, FULL))).containsExactly(FULL, EMPTY,
                FULL);
    }

    @Test
    void everyScalarComesBackAsItWent() {
        assertThat(roundTrip(Encodings.of(Boolean.class), List.of(true, false, true))).containsExactly(true, false,
                true);
        assertThat(roundTrip(Encodings.of(Byte.class), List.of((byte) -3))).containsExactly((byte) -3);
        assertThat(roundTrip(Encodings.of(Short.class), List.of((short) 300))).containsExactly((short) 300);
        assertThat(roundTrip(Encodings.of(Integer.class), List.of(1, -2))).containsExactly(1, -2);
        assertThat(roundTrip(Encodings.of(Long.class), List.of(1L << 40))).containsExactly(1L << 40);
        assertThat(roundTrip(Encodings.of(Float.class), List.of(1.5f))).containsExactly(1.5f);
        assertThat(roundTrip(Encodings.of(Double.class), List.of(-0.0))).containsExactly(-0.0);
        assertThat(roundTrip(Encodings.of(String.class), List.of("", "é", "word"))).containsExactly("", "é", "word");
        assertThat(roundTrip(Encodings.of(Instant.class), List.of(Instant.EPOCH))).containsExactly(Instant.EPOCH);
        assertThat(roundTrip(Encodings.of(LocalDate.class), List.of(LocalDate.EPOCH))).containsExactly(LocalDate.EPOCH);
        assertThat(roundTrip(Encodings.of(LocalTime.class), List.of(LocalTime.MAX)))
                .containsExactly(LocalTime.MAX.truncatedTo(ChronoUnit.MICROS));
        LocalDateTime wall = LocalDateTime.of(1, 2, 3, 4, 5);
        assertThat(roundTrip(Encodings.of(LocalDateTime.class), List.of(wall))).containsExactly(wall);
        assertThat(roundTrip(Encodings.of(byte[].class), List.of(new byte[0], new byte[]{-1, 0})))
                .containsExactly(new byte[0], new byte[]{-1, 0});
    }

    @Test
    void recordsHoldBytes() {
        Keyed back = roundTrip(Encodings.of(Keyed.class), List.of(new Keyed(new byte[]{1, -1}, 7))).getFirst();
        assertThat(back.id()).containsExactly(1, -1);
        assertThat(back.number()).isEqualTo(7);
    }

    @Test
    void recordsHoldLists() {
        Encoding<Basket> baskets = Encodings.of(Basket.class);
        assertThat(baskets.schema().field(1)).isEqualTo(Field.nullable("amounts", Type.listOf(Type.decimal(9, 2))));
        Basket full = new Basket(Arrays.asList("a", null, "Grüße"), List.of(new BigDecimal("-10.50")),
                Arrays.asList(true, null, false, true, true, true, true, true, true), List.of((byte) -1, (byte) 7),
                List.of(Instant.EPOCH), Arrays.asList(LocalTime.NOON, null));
        Basket empty = new Basket(List.of(), List.of(), null, List.of(), List.of(), List.of());
        assertThat(roundTrip(baskets, List.of(full, empty, full))).containsExactly(full, empty, full);
    }

    @Test
    void rowsHoldListsOfEveryTypeOfElement() {
        Schema schema = Schema.of(Field.of("a", Type.listOf(Type.BOOL)), Field.of("b", Type.listOf(Type.INT16)),
                Field.of("c", Type.listOf(Type.INT32)), Field.of("d", Type.listOf(Type.FLOAT32)),
                Field.of("e", Type.listOf(Type.FLOAT64)), Field.of("f", Type.listOf(Type.BINARY)),
                Field.of("g", Type.listOf(Type.TIMESTAMP_NTZ)), Field.of("h", Type.listOf(Type.DATE)),
                Field.of("i", Type.listOf(Type.INT64)));
        Row row = new RowValue(schema, List.of(true), List.of((short) 300), Arrays.asList(1, null), List.of(0.5f),
                List.of(Double.NaN, 2.5), List.of(new byte[]{-1, 10}), List.of(LocalDateTime.of(1, 2, 3, 4, 5)),
                List.of(LocalDate.EPOCH), List.of(1L << 40));
        Row back = roundTrip(new RowEncoding(schema), List.of(row)).getFirst();
        assertThat(back).isEqualTo(row).hasSameHashCodeAs(row);
        assertThat(back.listAt("c")).containsExactly(1, null);
        assertThat(row).hasToString(
                "[[true],[300],[1, null],[0.5],[NaN, 2.5],[X'FF0A'],[0001-02-03T04:05],[1970-01-01],[1099511627776]]");
    }

    @Test
    void listsTakeNoElementsOfAnotherType() {
        Schema schema = Schema.of(Field.of("sizes", Type.listOf(Type.INT8)));
        assertThatThrownBy(() -> roundTrip(new RowEncoding(schema), List.of(new RowValue(schema, List.of(300)))))
                .hasMessage("column `sizes` is list<int8> and does not take the element 300, a Integer");
        assertThatThrownBy(() -> roundTrip(new RowEncoding(schema), List.of(new RowValue(schema, List.of("a")))))
                .hasMessage("column `sizes` is list<int8> and does not take the element a, a String");
        assertThatThrownBy(() -> Encodings.of(Nested.class)).isInstanceOf(PlanException.class)
                .hasMessageContaining("component `lists` of the record")
                .hasMessageContaining("or a List of these");
        assertThatThrownBy(() -> Type.listOf(Type.listOf(Type.INT8)))
                .hasMessage("no column holds lists of list<int8>: their elements are single values");
    }

    @Test
    void rowsOfBytesAreEqualWhereTheirBytesAre() {
        Schema schema = Schema.of(Field.of("id", Type.BINARY), Field.of("at", Type.TIME));
        Row row = new RowValue(schema, new byte[]{-1, 10}, LocalTime.NOON);
        assertThat(roundTrip(new RowEncoding(schema), List.of(row))).containsExactly(row);
        assertThat(row).hasToString("[X'FF0A',12:00]")
                .hasSameHashCodeAs(new RowValue(schema, new byte[]{-1, 10}, LocalTime.NOON));
    }

    @Test
    void timesThatNoColumnHoldsAreRefused() {
        assertThatThrownBy(() -> roundTrip(Encodings.of(LocalDateTime.class), List.of(LocalDateTime.MAX)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("no timestamp_ntz holds");
        assertThatThrownBy(() -> roundTrip(new RowEncoding(Schema.of(Field.of("at", Type.TIME))),
                List.of(new RowValue(Schema.of(Field.of("at", Type.INT64)), 86_400_000_000L))))
                .hasMessageContaining("column `at` is time and does not take the long 86400000000");
    }

    @Test
    void recordsHoldDecimalsOfTheDigitsThatTheySay() {
        Encoding<Price> prices = Encodings.of(Price.class);
        assertThat(prices.schema().field(0)).isEqualTo(Field.nullable("amount", Type.decimal(12, 2)));
        assertThat(roundTrip(prices, List.of(new Price(new BigDecimal("-10.5"), 1), new Price(null, 2))))
                .containsExactly(new Price(new BigDecimal("-10.50"), 1), new Price(null, 2));
        assertThatThrownBy(() -> roundTrip(prices, List.of(new Price(new BigDecimal("0.001"), 1))))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("column `amount` is decimal(12,2) and does not hold 0.001");
        assertThatThrownBy(() -> roundTrip(prices, List.of(new Price(new BigDecimal("10000000000"), 1))))
                .hasMessage("column `amount` is decimal(12,2) and does not hold 10000000000");
        assertThatThrownBy(() -> Encodings.of(TooLong.class)).isInstanceOf(PlanException.class)
                .hasMessageContaining("no column holds decimal(39, 2): a decimal has 1 to 38 digits");
    }

    @Test
    void rowsHoldDecimals() {
        Schema schema = Schema.of(Field.nullable("amount", Type.decimal(5, 1)));
        Row row = new RowValue(schema, new BigDecimal("9999.9"));
        assertThat(roundTrip(new RowEncoding(schema), List.of(row))).containsExactly(row);
        assertThat(row.decimalAt("amount")).isEqualTo("9999.9");
        assertThat(row.unscaledAt("amount")).isEqualTo(99_999);
    }

    @Test
    void bytesAreNoKeyOfALambda() {
        assertThatThrownBy(() -> new PairEncoding<>(Encodings.of(Keyed.class), Encodings.of(Long.class))
                .requireEqualKeys("reduceByKey at Ids.java:3")).isInstanceOf(PlanException.class)
                .hasMessage("the key Keyed has a byte[], which is equal to itself alone: group by columns or by a "
                        + "combiner, or make it text [reduceByKey at Ids.java:3]");
    }

    @Test
    void pairsLayTheKeysColumnsBeforeTheValues() {
        PairEncoding<String, Trade> encoding = new PairEncoding<>(Encodings.of(String.class),
                Encodings.of(Trade.class));
        assertThat(encoding.schema())
                .isEqualTo(Schema.of(Field.of("key", Type.UTF8), Field.nullable("value.symbol", Type.UTF8),
                        Field.of("value.price", Type.FLOAT64)));
        Pair<String, Trade> pair = Pair.of("a", new Trade("ACME", 10.5));
        assertThat(roundTrip(encoding, List.of(pair))).containsExactly(pair);
        assertThat(encoding.typeName()).isEqualTo("Pair<String, Trade>");
    }

    @Test
    void pairsOfPairsAndObjectsComeBackAsTheyWent() {
        PairEncoding<Pair<Trade, Object>, Long> encoding = new PairEncoding<>(
                new PairEncoding<>(Encodings.of(Trade.class), new ObjectEncoding<>()),
                Encodings.of(Long.class));
        assertThat(encoding.schema().names()).isEqualTo("(key.key.symbol, key.key.price, key.value, value)");
        Pair<Pair<Trade, Object>, Long> pair = Pair.of(Pair.of(new Trade("ACME", 1), List.of(1, 2)), 3L);
        assertThat(roundTrip(encoding, List.of(pair))).containsExactly(pair);
        assertThat(encoding.isColumnar()).isFalse();
    }

    @Test
    void halvesOfPairsReadAndWriteWithoutAPair() {
        PairCodec<String, Long> codec = new PairEncoding<>(Encodings.of(String.class), Encodings.of(Long.class))
                .pairCodec();
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                Block block = new Block(budget, "pairs", codec.schema(), 4, 64)) {
            BlockWriter writer = new BlockWriter(codec.schema());
            writer.begin(block);
            assertThat(codec.key().write("word", writer) && codec.value().write(3L, writer)).isTrue();
            writer.endRow();
            Chunk chunk = new Chunk(codec.schema()).view(block, 0, 1);
            assertThat(codec.key().read(chunk, 0)).isEqualTo("word");
            assertThat(codec.value().read(chunk, 0)).isEqualTo(3L);
        }
    }

    @Test
    void rowsComeBackAsValuesThatMayBeKept() {
        Schema schema = Schema.of(Field.nullable("word", Type.UTF8), Field.nullable("count", Type.INT64),
                Field.nullable("at", Type.TIMESTAMP));
        Row row = new RowValue(schema, "tide", 3L, Instant.EPOCH);
        Row nulls = new RowValue(schema, null, null, null);
        assertThat(roundTrip(new RowEncoding(schema), List.of(row, nulls))).containsExactly(row, nulls);
        assertThat(row).hasToString("[tide,3,1970-01-01T00:00:00Z]");
        assertThat(nulls).hasToString("[null,null,null]");
    }

    @Test
    void saysThatTextDoesNotFitInsteadOfCuttingIt() {
        RowCodec<Trade> codec = Encodings.of(Trade.class).codec();
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                Block block = new Block(budget, "trades", codec.schema(), 4, 5)) {
            BlockWriter writer = new BlockWriter(codec.schema());
            writer.begin(block);
            assertThat(codec.write(new Trade("four", 1), writer)).isTrue();
            writer.endRow();
            assertThat(codec.write(new Trade("two", 2), writer)).isFalse();
        }
    }

    @Test
    void equalTypesHaveEqualEncodings() {
        assertThat(Encodings.of(Trade.class)).isEqualTo(Encodings.of(Trade.class))
                .isNotEqualTo(Encodings.of(Picky.class));
        assertThat(new ObjectEncoding<String>()).isEqualTo(new ObjectEncoding<Long>());
    }

    @Test
    void codecsOfOneTypeShareAClassAndDifferByColumn() {
        assertThat(Encodings.of(Trade.class).codec()).hasSameClassAs(Encodings.of(Trade.class).codec())
                .isNotSameAs(Encodings.of(Trade.class).codec());
        assertThat(Encodings.of(Trade.class).codecAt(1)).doesNotHaveSameClassAs(Encodings.of(Trade.class).codec());
        assertThat(Encodings.of(String.class).codec()).hasSameClassAs(Encodings.of(String.class).codec());
    }

    @Test
    void whatAConstructorThrowsReachesTheReader() {
        Schema schema = Schema.of(Field.of("value", Type.INT32));
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                Block block = new Block(budget, "numbers", schema, 4, 0)) {
            BlockWriter writer = new BlockWriter(schema);
            writer.begin(block);
            writer.setInt(0, 13);
            writer.endRow();
            Chunk chunk = new Chunk(schema).view(block, 0, 1);
            assertThatThrownBy(() -> Encodings.of(Picky.class).codec().read(chunk, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("13 is unlucky");
        }
    }

    @Test
    void aRowThatCannotBeReadIsNobodysFaultButOurs() {
        Chunk lacksColumns = new Chunk(Schema.of(Field.of("value", Type.INT32)));
        assertThatThrownBy(() -> Encodings.of(Trade.class).codecAt(3).read(lacksColumns, 7))
                .isInstanceOf(BugException.class)
                .hasMessageContainingAll("row 7", "symbol");
    }

    @Test
    @SuppressWarnings("NullAway") // the point of the test
    void namesTheColumnThatTakesNoNull() {
        assertThatThrownBy(() -> roundTrip(new PairEncoding<>(Encodings.of(String.class), Encodings.of(Long.class)),
                List.of(Pair.of(null, 1L))))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("a null in column `key`, which takes none");
    }

    @Test
    void refusesTypesThatHaveNoColumns() {
        assertThatThrownBy(() -> Encodings.of(BigDecimal.class)).isInstanceOf(PlanException.class)
                .hasMessageContaining("java.math.BigDecimal has no columns")
                .hasMessageContaining("untyped overload");
        assertThatThrownBy(() -> Encodings.of(Money.class)).isInstanceOf(PlanException.class)
                .hasMessageContaining("component `amount`")
                .hasMessageContaining(
                        "is a BigDecimal, and says no digits: write @Decimal(precision = 18, scale = 2) BigDecimal amount");
        assertThatThrownBy(() -> Encodings.of(Nothing.class)).isInstanceOf(PlanException.class)
                .hasMessageContaining("has no components");
        assertThatThrownBy(() -> Encodings.of(Row.class)).isInstanceOf(PlanException.class)
                .hasMessageContaining("give a Schema");
        assertThatThrownBy(() -> Encodings.of(Pair.class)).isInstanceOf(PlanException.class)
                .hasMessageContaining("mapToPair(KeyClass, ValueClass");
        assertThatThrownBy(() -> Encodings.of(long.class)).isInstanceOf(PlanException.class)
                .hasMessageContaining("wrapper");
    }

    private static <T> List<T> roundTrip(Encoding<T> encoding, List<T> values) {
        RowCodec<T> codec = encoding.codec();
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                Block block = new Block(budget, "values", codec.schema(), values.size(), 1024)) {
            BlockWriter writer = new BlockWriter(codec.schema());
            writer.begin(block);
            for (T value : values) {
                assertThat(codec.write(value, writer)).isTrue();
                writer.endRow();
            }
            Chunk chunk = new Chunk(codec.schema()).view(block, 0, values.size());
            List<T> back = new ArrayList<>();
            for (int row = 0; row < values.size(); row++) {
                back.add(codec.read(chunk, row));
            }
            return back;
        }
    }
}
