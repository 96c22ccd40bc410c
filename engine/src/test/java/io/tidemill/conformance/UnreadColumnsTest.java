// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.tidemill.DStream;
import io.tidemill.JoinedStreams;
import io.tidemill.Row;

import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.avg;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.explode;
import static io.tidemill.Functions.max;
import static io.tidemill.Functions.split;
import static io.tidemill.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

/// What is read of a stream is the same, whatever else of it is left out because nobody reads it.
final class UnreadColumnsTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_124);
    private static final int BATCHES = 5;
    private static final int MOST_ROWS = 60;

    record Trade(int size, String words, Instant at, String symbol, long id) {}

    record Quote(Instant at, double bid, String symbol, int size) {}

    private static final TwoStreams<Trade, Quote> STREAMS = streams();

    private static TwoStreams<Trade, Quote> streams() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<List<Trade>> trades = new ArrayList<>();
        List<List<Quote>> quotes = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            long second = batch;
            trades.add(Stream.generate(() -> new Trade(random.nextInt(100), "a bc d".substring(random.nextInt(5)),
                    at(second, random), symbol(random), random.nextLong(1000)))
                    .limit(random.nextInt(MOST_ROWS))
                    .toList());
            quotes.add(Stream.generate(() -> new Quote(at(second, random), random.nextInt(9), symbol(random),
                    random.nextInt(100))).limit(random.nextInt(MOST_ROWS)).toList());
        }
        return new TwoStreams<>(Trade.class, trades, Quote.class, quotes);
    }

    private static Instant at(long second, SplittableRandom random) {
        return Instant.ofEpochMilli(second * 1_000 + random.nextInt(1_000));
    }

    private static String symbol(SplittableRandom random) {
        return "S" + random.nextInt(6);
    }

    /// What stands on two streams, in many ways.
    private static final Map<String, BiFunction<DStream<Trade>, DStream<Quote>, DStream<Row>>> STREAMS_OF_ROWS = Map
            .ofEntries(
                    Map.entry("select", (trades, _) -> trades.select(col("id"), col("size").times(2).as("twice"),
                            col("words"), col("symbol"))),
                    Map.entry("running", (trades, _) -> trades.groupBy("symbol")
                            .running(count().as("number"),
                                    sum("size").as("volume"), max("id").as("largest"))),
                    Map.entry("aggregate", (trades, _) -> trades.groupBy("symbol")
                            .agg(avg("size").as("mean"),
                                    sum("id").as("total"), count().as("number"))),
                    Map.entry("all", (trades, _) -> trades.groupBy()
                            .agg(avg("size").as("mean"), sum("id").as("total"),
                                    count().as("number"))),
                    Map.entry("explode", (trades, _) -> trades.select(col("size"),
                            explode(split(col("words"), " ")).as("word"), col("symbol"), col("id").plus(1).as("more"))),
                    Map.entry("distinct", (trades, _) -> trades.select(col("size").times(2).as("twice"), col("symbol"),
                            col("words"), col("id")).dropDuplicates("symbol")),
                    Map.entry("window", (trades, _) -> timed(trades).groupBy("symbol")
                            .window(seconds(1))
                            .agg(sum("size").as("volume"), max("words").as("last"), count().as("number"))),
                    Map.entry("session", (trades, _) -> timed(trades).groupBy("symbol")
                            .sessionWindow(seconds(1))
                            .agg(sum("size").as("volume"), max("words").as("last"), count().as("number"))),
                    Map.entry("top",
                            (trades, _) -> trades.groupBy("symbol")
                                    .top(2, col("size").desc(), col("id").asc())
                                    .rows(count().as("number"))),
                    Map.entry("join",
                            (trades, quotes) -> join(trades, quotes).and(col("quoted").lt(col("most"))).full()));

    private static DStream<Trade> timed(DStream<Trade> trades) {
        return trades.withEventTime("at", seconds(0));
    }

    private static JoinedStreams join(DStream<Trade> trades, DStream<Quote> quotes) {
        return trades.select(col("id"), col("symbol"), col("size").plus(col("size")).as("most"))
                .join(quotes.select(col("bid"), col("symbol"), col("size").as("quoted")))
                .on("symbol");
    }

    @Test
    void eachColumnAloneIsWhatItIsAmongTheOthers() throws InterruptedException {
        for (var stream : STREAMS_OF_ROWS.entrySet()) {
            List<List<Row>> all = STREAMS.through(Layout.INLINE, stream.getValue());
            int columns = all.stream().flatMap(List::stream).findFirst().orElseThrow().schema().size();
            for (int column = 0; column < columns; column++) {
                int at = column;
                List<List<Row>> alone = STREAMS.through(Layout.INLINE, (trades, quotes) -> {
                    DStream<Row> rows = stream.getValue().apply(trades, quotes);
                    return rows.select(col(rows.schema().field(at).name()));
                });
                assertThat(values(alone, 0)).as("column %d of %s, seed %d", at, stream.getKey(), SEED)
                        .isEqualTo(values(all, at));
            }
        }
    }

    private static List<List<String>> values(List<List<Row>> batches, int column) {
        return batches.stream()
                .map(rows -> rows.stream().map(row -> String.valueOf(row.valueAt(column))).sorted().toList())
                .toList();
    }
}
