// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tidemill.Input;
import io.tidemill.PlanException;
import io.tidemill.StreamingContext;
import io.tidemill.conformance.Batches.Batch;

import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.avg;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.lag;
import static io.tidemill.Functions.max;
import static io.tidemill.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What the rows of a key have come to, beside each row.
class RunningTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_123);

    record Trade(String symbol, int size, int id) {}

    record Running(String symbol, int size, int id, long number, long volume, int largest, double average, long large,
            @Nullable Integer previous) {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
    private static Batches<Trade> trades() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<List<Trade>> batches = new ArrayList<>();
        int id = 0;
        for (int second = 0; second < 6; second++) {
            List<Trade> batch = new ArrayList<>();
            for (int i = random.nextInt(50); i > 0; i--) {
                batch.add(new Trade("S" + random.nextInt(4), random.nextInt(100), id++));
            }
            batches.add(batch);
        }
        return Batches.of(Trade.class, batches.toArray(new List[0])).blockRows(8);
    }

    private static List<Batch<Running>> expected(Batches<Trade> trades, boolean isKeyed) {
        List<Batch<Running>> expected = new ArrayList<>();
        Map<String, Running> last = new HashMap<>();
        for (List<Trade> batch : trades.batches()) {
            List<Running> rows = new ArrayList<>();
            for (Trade trade : batch) {
                Running row = next(Optional.ofNullable(last.get(isKeyed ? trade.symbol() : "")), trade);
                last.put(isKeyed ? trade.symbol() : "", row);
                rows.add(row);
            }
            rows.sort(Comparator.comparing(Object::toString));
            expected.add(new Batch<>(expected.size() + 1, rows));
        }
        return expected;
    }

    private static Running next(Optional<Running> before, Trade trade) {
        long number = before.map(Running::number).orElse(0L) + 1;
        long volume = before.map(Running::volume).orElse(0L) + trade.size();
        return new Running(trade.symbol(), trade.size(), trade.id(), number, volume,
                Math.max(before.map(Running::largest).orElse(0), trade.size()), (double) volume / number,
                before.map(Running::large).orElse(0L) + (trade.size() > 50 ? 1 : 0),
                before.map(Running::size).orElse(null));
    }

    @Layouts
    void eachRowHasWhatItsKeyHasComeTo(Layout layout) throws InterruptedException {
        for (boolean isKeyed : new boolean[]{true, false}) {
            Batches<Trade> trades = trades();
            assertThat(trades.throughSorted(layout,
                    stream -> stream.groupBy(isKeyed ? new String[]{"symbol"} : new String[0])
                            .running(count().as("number"), sum("size").as("volume"), max("size").as("largest"),
                                    avg("size").as("average"), count().filter(col("size").gt(50)).as("large"),
                                    lag(col("size")).as("previous"))
                            .as(Running.class)))
                    .as("seed %d", SEED)
                    .isEqualTo(expected(trades, isKeyed));
        }
    }

    @Test
    void whatIsNotKeptRowByRowIsRefused() {
        try (StreamingContext context = StreamingContext.builder("test").build()) {
            Input<Trade> input = context.input("trades", Trade.class);
            assertThatThrownBy(() -> input.stream().groupBy("symbol").running(max("symbol")))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("not kept row by row");
            assertThatThrownBy(() -> input.stream().groupBy("symbol").window(seconds(1)).running(count()))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("no window");
            assertThatThrownBy(() -> input.stream().groupBy(col("size").plus(1).as("more")).running(count()))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("go by columns");
            assertThatThrownBy(() -> input.stream().groupBy("symbol").running(count().as("size")))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("size");
            assertThatThrownBy(() -> input.stream().groupBy("symbol").agg(lag(col("size"))))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("a group has no lag(size)");
        }
    }

    @Test
    void explainSaysWhatIsKept() {
        try (StreamingContext context = StreamingContext.builder("test").build()) {
            Input<Trade> input = context.input("trades", Trade.class);
            assertThat(input.stream()
                    .groupBy("symbol")
                    .running(sum("size"), lag(col("size")), lag(col("size"), 3))
                    .explain())
                    .contains("running [sum(size), lag(size), lag(size, 3)] by [symbol]");
            assertThatThrownBy(() -> input.stream().groupBy("symbol").running(lag(col("size"), 0)))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("its last argument is a number from 1.0 to 1000.0");
        }
    }
}
