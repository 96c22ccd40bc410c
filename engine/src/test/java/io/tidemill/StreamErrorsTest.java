// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static io.tidemill.Durations.millis;
import static io.tidemill.Durations.minutes;
import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.explode;
import static io.tidemill.Functions.first;
import static io.tidemill.Functions.lit;
import static io.tidemill.Functions.split;
import static io.tidemill.Functions.sum;
import static io.tidemill.Functions.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What is wrong with a program is said when it is built, with the line.
class StreamErrorsTest {

    record Trade(String symbol, double price, int size, Instant at) {}

    record Volume(String symbol, int volume) {}

    record Total(@Nullable String symbol, long total) {}

    private final StreamingContext ssc = StreamingContext.builder("test")
            .batching(Batching.every(seconds(2)))
            .layout(ThreadLayout.inline())
            .build();
    private final DStream<Trade> trades = ssc.input("trades", Trade.class).stream();

    @AfterEach
    void close() {
        ssc.close();
    }

    @Test
    void aColumnThatDoesNotExistIsNamedWithTheOneThatWasMeant() {
        refused(() -> trades.where(col("prce").gt(1)),
                "no column `prce` in trades(symbol, price, size, at); did you mean `price`?",
                "[where at StreamErrorsTest.java:");
        refused(() -> trades.filter(trade -> true).named("big").select(col("sise")),
                "no column `sise` in big(symbol, price, size, at)");
        refused(() -> trades.select("symbol", "size").groupBy("price").agg(count()),
                "no column `price` in select(symbol, size)", "[agg at ");
    }

    @Test
    void W1_aWindowMustBeAMultipleOfItsSlideAndOfTheBatchInterval() {
        PairDStream<String, Integer> sizes = trades.mapToPair(String.class, Integer.class,
                trade -> Pair.of(trade.symbol(), trade.size()));
        refused(() -> sizes.reduceByKeyAndWindow(Integer::sum, seconds(5), seconds(2)),
                "the window of 5 s is no multiple of the batch interval 2 s",
                "[reduceByKeyAndWindow at StreamErrorsTest.java:");
        refused(() -> sizes.reduceByKeyAndWindow(Combiners.sum(), seconds(4), millis(500)),
                "the slide of 500 ms is no multiple of the batch interval 2 s");
        refused(() -> trades.groupBy("symbol").window(seconds(10), seconds(4)),
                "the window of 10 s is no multiple of the slide 4 s", "[window at ");
        refused(() -> trades.groupBy("symbol").window(seconds(0), seconds(2)),
                "a window needs a length and a slide above 0, not 0 s and 2 s");
        refused(() -> sizes.reduceByKeyAndWindow(Integer::sum, minutes(1), seconds(6))
                .reduceByKeyAndWindow(Integer::sum, minutes(1), seconds(4)),
                "the slide of 4 s is no multiple of the slide of the stream that it stands on, 6 s");
        refused(() -> trades.groupBy("symbol").window(seconds(200_002), seconds(2)),
                "the window of 200002 s has 100,001 slides of 2 s: 100,000 is the most", "[window at ");
        refused(() -> sizes.reduceByKeyAndWindow(Integer::sum, seconds(200_002)), "100,000 is the most");
        assertThatCode(() -> sizes.reduceByKeyAndWindow(Integer::sum, minutes(1), seconds(6))
                .reduceByKeyAndWindow(Integer::sum, minutes(1)))
                .doesNotThrowAnyException();
    }

    @Test
    void aWindowIsAWholeNumberOfMicrosecondsAndNotTooLong() {
        refused(() -> trades.groupBy("symbol").window(Duration.ofNanos(4_000_000_500L), seconds(2)),
                "the window of PT4.0000005S is no whole number of microseconds", "[window at ");
        refused(() -> trades.groupBy("symbol").window(seconds(4), Duration.ofNanos(2_000_000_001L)),
                "the slide of PT2.000000001S is no whole number of microseconds");
        refused(() -> trades.groupBy("symbol").window(seconds(Long.MAX_VALUE), seconds(2)),
                "the window of PT2562047788015215H30M7S is too long: PT876000000H is the most");
    }

    @Test
    void aPlainNullIsRefusedAndTheColumnNamed() {
        refused(() -> col("symbol").eq(null), "ask isNull() or isNotNull() of symbol, instead of (symbol = null)");
        refused(() -> col("size").plus(col("price")).gt(null), "of (size + price), instead of ((size + price) > null)");
        refused(() -> col("size").times(null), "instead of (size * null)");
        refused(() -> col("symbol").isNull().and(null), "instead of ((symbol is null) and null)");
        refused(() -> lit(null), "null is no value to compute with: ask isNull() or isNotNull()");
    }

    @Test
    void namesAreNotEmpty() {
        refused(() -> ssc.input("", String.class), "an input needs a name", "[input at ");
        refused(() -> trades.named(" "), "a named stream needs a name", "[named at ");
        refused(() -> trades.mapToPair(trade -> Pair.of(1, 1)).named(""), "a named stream needs a name", "[named at ");
    }

    @Test
    void naturalBatchesWantASlide() {
        try (StreamingContext natural = StreamingContext.builder("natural")
                .batching(Batching.natural())
                .layout(ThreadLayout.inline())
                .build()) {
            DStream<Trade> stream = natural.input("trades", Trade.class).stream();
            refused(() -> stream.groupBy("symbol").window(seconds(10)),
                    "natural batches have no interval: say how far the window slides");
            assertThatCode(() -> stream.groupBy("symbol").window(millis(30), millis(10))).doesNotThrowAnyException();
        }
    }

    @Test
    void aColumnExpressionOnJavaObjectsNamesTheOverloadToUse() {
        refused(() -> trades.map(Trade::symbol).where(col("value").eq("ACME")),
                "column `value` of map holds Java objects", "map(Word.class, function)");
        refused(() -> trades.mapToPair(trade -> Pair.of(trade.symbol(), 1L)).groupBy("key").agg(count()),
                "column `key` of mapToPair holds Java objects",
                "mapToPair(String.class, Long.class, function)");
    }

    @Test
    void aSelectExplodesOneListAndNamesEachColumnOnce() {
        refused(() -> trades.select(explode(words(col("symbol"))), explode(split(col("symbol"), ","))),
                "a select explodes one list");
        refused(() -> trades.select(explode(col("symbol"))),
                "symbol is utf8, and no list: explode takes a column of lists, array(...), split(text, separator) or words(text)");
        refused(() -> trades.select(explode(words(col("size")))), "size is int32: only text can be split");
        refused(() -> trades.select(col("size"), col("price").as("size")),
                "two columns are named `size`: name one of them with as(...)");
        refused(() -> trades.where(col("size").plus(1)), "where true or false is due");
        assertThat(trades.select(col("size"), explode(words(col("symbol"))).as("word"), lit(1)).schema().names())
                .isEqualTo("(size, word, 1)");
        assertThat(trades.select(explode(words(col("symbol")))).schema().names()).isEqualTo("(col)");
    }

    @Test
    void columnsMustFitTheRecordThatTheyBecome() {
        DStream<Row> volumes = trades.groupBy("symbol").agg(sum("size").as("volume"));
        refused(() -> volumes.as(Volume.class), "column `volume` is int64, but `volume` of Volume wants int32: cast it",
                "[as at ");
        refused(() -> volumes.as(Total.class), "no column `total` in agg(symbol, volume)");
        refused(() -> volumes.as(Long.class), "a Long is one column, and agg has 2: (symbol, volume)");
        refused(() -> trades.groupBy().agg(sum("size").as("total")).as(Long.class),
                "column `total` may be null, but `value` of Long may not: leave nulls out with where(col(\"total\").isNotNull())");
        assertThat(trades.groupBy()
                .agg(sum("size").as("total"))
                .where(col("total").isNotNull())
                .as(Long.class)
                .schema()
                .names()).isEqualTo("(value)");
        assertThat(trades.groupBy("symbol").agg(sum("size").as("total"), count()).as(Total.class).schema().names())
                .isEqualTo("(symbol, total)");
    }

    @Test
    void aUnionNeedsTheSameColumnsSlideAndContext() {
        DStream<Row> sizes = trades.select("size");
        refused(() -> sizes.union(trades.select("price")),
                "a union needs the same columns, but select has [size: int32] and select has [price: float64]");
        refused(() -> trades.groupBy("size").window(seconds(4), seconds(4)).agg(count()).select("size").union(sizes),
                "select speaks every 4 s, select every batch: a union needs streams of one slide");
        try (StreamingContext other = StreamingContext.builder("other").layout(ThreadLayout.inline()).build()) {
            DStream<Trade> foreign = other.input("foreign", Trade.class).stream();
            refused(() -> trades.union(foreign), "trades and foreign belong to different contexts");
        }
        refused(() -> ssc.union(List.of()), "a union needs a stream");
    }

    @Test
    void inputsHaveNamesOfTheirOwn() {
        refused(() -> ssc.input("trades", Trade.class), "context `test` has two inputs named `trades`");
        refused(() -> ssc.input("lists", List.class), "java.util.List has no columns");
        assertThat(ssc.input("rows", Schema.of(Field.of("a", Type.INT64))).schema().names()).isEqualTo("(a)");
    }

    @Test
    void listsAreNoKeys() {
        DStream<Row> lists = trades.select(words(col("symbol")).as("words"), col("size"));
        refused(() -> lists.groupBy("words").agg(count()), "words is list<utf8>, and lists are no keys: explode it");
        refused(() -> lists.dropDuplicates(), "words is list<utf8>, and lists are no keys");
        refused(() -> lists.dropDuplicates("words"), "words is list<utf8>, and lists are no keys");
        assertThat(lists.groupBy("size").agg(first("words")).schema().names()).isEqualTo("(size, first(words))");
    }

    @Test
    void rowsHaveAtMost64Columns() {
        refused(() -> ssc.input("wide", numbered(65)), "rows of 65 columns: 64 are the most");
        assertThat(ssc.input("rows", numbered(64)).schema().size()).isEqualTo(64);
    }

    @Test
    void aKeyHasAtMost32Columns() {
        DStream<Row> rows = ssc.input("rows", numbered(33)).stream();
        String[] names = rows.schema().fields().stream().map(Field::name).toArray(String[]::new);
        refused(() -> rows.groupBy(names).agg(count()), "33 columns make a key: 32 are the most [agg at ");
        refused(rows::countByValue, "33 columns make a key: 32 are the most [countByValue at ");
        assertThatCode(() -> rows.groupBy(Arrays.copyOf(names, 32)).agg(count())).doesNotThrowAnyException();
    }

    private static Schema numbered(int columns) {
        return new Schema(IntStream.range(0, columns).mapToObj(i -> Field.of("c" + i, Type.INT32)).toList());
    }

    @Test
    void aColumnNeedsAName() {
        refused(() -> trades.select(lit("")), "a column needs a name: give it one with as(...) [select at ");
        refused(() -> trades.groupBy("symbol").agg(count().as("")), "a column needs a name", "[agg at ");
    }

    @Test
    void aConstantMustBeAValueThatAColumnHolds() {
        refused(() -> lit(Instant.MAX),
                "no column can hold +1000000000-12-31T23:59:59.999999999Z: it is too far from 1970");
        refused(() -> col("at").gt(Instant.MIN), "too far from 1970");
        refused(() -> lit(LocalDate.MAX), "no column can hold +999999999-12-31");
        refused(() -> col("symbol").eq(absent()), "null is no value to compute with: ask isNull() or isNotNull()");
        refused(() -> lit('a'), "no column can hold the Character a");
    }

    @SuppressWarnings("NullAway") // what a caller without a checker may pass
    private static Object absent() {
        return null;
    }

    @Test
    void printTakesNoNegativeNumber() {
        refused(() -> trades.print(-1), "print takes a number of rows, not -1", "[print at StreamErrorsTest.java:");
    }

    private static void refused(ThrowingCallable call, String... said) {
        assertThatThrownBy(call).isInstanceOf(PlanException.class).hasMessageContainingAll(said);
    }
}
