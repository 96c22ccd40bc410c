// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.tidemill.DStream;
import io.tidemill.GroupedStream;
import io.tidemill.conformance.Batches.Batch;
import io.tidemill.kernel.Forge;

import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.avg;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.max;
import static io.tidemill.Functions.sum;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/// Rows by key come in one order, by (hash range, first appearance), with the same bits: on any number of threads, by any kernels,
/// however the rows are cut into chunks.
class OrderTest {
    private static final long SEED = 20_260_714;
    private static final int SYMBOLS = 300;
    private static final int ROWS = 1_000;

    record Trade(String symbol, double price, int size) {}

    record Summary(String symbol, long trades, long volume, double notional, double mean, double most) {}

    private final Batches<Trade> trades = trades();
    private @Nullable String kernels; // what the property says outside of this test

    private static Batches<Trade> trades() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<List<Trade>> batches = new ArrayList<>();
        for (int batch = 0; batch < 4; batch++) {
            List<Trade> rows = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                rows.add(new Trade("S" + random.nextInt(SYMBOLS), random.nextDouble() * 1e6, random.nextInt(1_000)));
            }
            batches.add(rows);
        }
        return Batches.of(Trade.class, batches.get(0), batches.get(1), batches.get(2), batches.get(3));
    }

    @BeforeEach
    void rememberKernels() {
        kernels = System.getProperty(Forge.TWINS_PROPERTY);
    }

    @AfterEach
    void restoreKernels() {
        if (kernels == null) {
            System.clearProperty(Forge.TWINS_PROPERTY);
        } else {
            System.setProperty(Forge.TWINS_PROPERTY, kernels);
        }
    }

    private static DStream<Summary> summary(GroupedStream groups) {
        return groups.agg(count().as("trades"), sum("size").as("volume"),
                sum(col("price").times(col("size"))).as("notional"), avg("price").as("mean"), max("price").as("most"))
                .as(Summary.class);
    }

    @Test
    void groupsOfABatchComeByRangeAndFirstAppearance() throws InterruptedException {
        List<Batch<Summary>> results = sameInEveryRun(stream -> summary(stream.groupBy("symbol")));
        assertThat(results).map(batch -> batch.rows().stream().map(Summary::symbol).toList())
                .isEqualTo(trades.batches().stream().map(OrderTest::symbolsInOrder).toList());
    }

    @Test
    void groupsOfAWindowComeInOneOrder() throws InterruptedException {
        assertThat(sameInEveryRun(stream -> summary(stream.groupBy("symbol").window(seconds(2), seconds(1)))))
                .hasSize(4);
    }

    @Test
    void groupsBySeveralKeysComeInOneOrder() throws InterruptedException {
        assertThat(sameInEveryRun(stream -> summary(stream.groupBy(col("symbol"), col("size").div(500).as("slot")))))
                .hasSize(4);
    }

    record Both(String symbol, @Nullable Integer size, @Nullable Integer other) {}

    @Test
    void rowsOfAJoinComeByRangeAndFirstAppearanceLeftRowByLeftRow() throws InterruptedException {
        List<Batch<Both>> results = sameInEveryRun(stream -> stream.where(col("size").lt(300))
                .select("symbol", "size")
                .join(stream.where(col("size").geq(600)).select(col("symbol"), col("size").as("other")))
                .on("symbol")
                .full()
                .as(Both.class));
        assertThat(results.getFirst().rows()).isEqualTo(joined(trades.batches().getFirst()));
    }

    private static List<Both> joined(List<Trade> batch) {
        List<Trade> left = batch.stream().filter(trade -> trade.size() < 300).toList();
        List<Trade> right = batch.stream().filter(trade -> trade.size() >= 600).toList();
        List<Both> rows = new ArrayList<>();
        for (String symbol : symbolsInOrder(Stream.concat(left.stream(), right.stream()).toList())) {
            List<Trade> ones = left.stream().filter(trade -> trade.symbol().equals(symbol)).toList();
            List<Trade> others = right.stream().filter(trade -> trade.symbol().equals(symbol)).toList();
            ones.forEach(one -> others.forEach(other -> rows.add(new Both(symbol, one.size(), other.size()))));
            if (others.isEmpty()) {
                ones.forEach(one -> rows.add(new Both(symbol, one.size(), null)));
            }
            if (ones.isEmpty()) {
                others.forEach(other -> rows.add(new Both(symbol, null, other.size())));
            }
        }
        return rows;
    }

    /// The symbols of a batch by the first six bits of their hash, each range in the order of the rows. The hash is written out
    /// once more here, as the package page of tables promises it.
    private static List<String> symbolsInOrder(List<Trade> batch) {
        return batch.stream()
                .map(Trade::symbol)
                .distinct()
                .sorted(Comparator.comparingLong(OrderTest::range)) // stable
                .toList();
    }

    private static long range(String symbol) {
        byte[] bytes = symbol.getBytes(US_ASCII);
        long word = (long) bytes.length << 56;
        for (int i = 0; i < bytes.length; i++) {
            word |= (long) bytes[i] << (8 * i);
        }
        word = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
        word = (word ^ (word >>> 27)) * 0x94D049BB133111EBL;
        return (word ^ (word >>> 31)) >>> 58;
    }

    private <R> List<Batch<R>> sameInEveryRun(Function<DStream<Trade>, DStream<R>> pipeline)
            throws InterruptedException {
        Map<Integer, Map<String, List<Batch<R>>>> runs = new TreeMap<>(); // by number of lanes
        for (String twins : Forge.hasVectors() ? List.of("scalar", "vector") : List.of("scalar")) {
            System.setProperty(Forge.TWINS_PROPERTY, twins);
            for (Layout layout : Layout.values()) {
                for (int blockRows : new int[]{2_048, 256, 37}) {
                    runs.computeIfAbsent(layout.lanes(), _ -> new LinkedHashMap<>())
                            .put("%s kernels, %s, blocks of %d rows".formatted(twins, layout, blockRows),
                                    trades.blockRows(blockRows).through(layout, pipeline));
                }
            }
        }
        runs.values().forEach(OrderTest::assertAllEqual);
        return first(runs.getOrDefault(1, Map.of()));
    }

    private static <R> void assertAllEqual(Map<String, List<Batch<R>>> runs) {
        List<Batch<R>> first = first(runs);
        runs.forEach((name, results) -> assertThat(results).as("%s, seed %d", name, SEED).isEqualTo(first));
    }

    private static <R> List<Batch<R>> first(Map<String, List<Batch<R>>> runs) {
        return runs.values().iterator().next();
    }
}
