// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tidemill.Input;
import io.tidemill.PlanException;
import io.tidemill.StreamingContext;
import io.tidemill.conformance.Batches.Batch;

import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Rows without those that came before.
class DistinctTest {

    record Trade(@Nullable String symbol, double price) {}

    private static final Batches<Trade> TRADES = Batches.of(Trade.class,
            List.of(trade("A", 2), trade("B", 3), trade("A", 2), trade(null, 0), trade(null, 0)),
            List.of(trade("A", 2), trade("C", Double.NaN), trade("C", Double.NaN)), List.of(),
            List.of(trade("A", 2), trade("B", 4)));

    private static Trade trade(@Nullable String symbol, double price) {
        return new Trade(symbol, price);
    }

    @Layouts
    void equalRowsOfABatchComeOnce(Layout layout) throws InterruptedException {
        assertThat(TRADES.throughSorted(layout, trades -> trades.dropDuplicates())).containsExactly(
                Batch.at(1, trade("A", 2), trade("B", 3), trade(null, 0)),
                Batch.at(2, trade("A", 2), trade("C", Double.NaN)), Batch.at(3),
                Batch.at(4, trade("A", 2), trade("B", 4)));
    }

    @Layouts
    void equalRowsComeOnceWithinATime(Layout layout) throws InterruptedException {
        assertThat(TRADES.throughSorted(layout, trades -> trades.dropDuplicatesWithin(seconds(2)))).containsExactly(
                Batch.at(1, trade("A", 2), trade("B", 3), trade(null, 0)), Batch.at(2, trade("C", Double.NaN)),
                Batch.at(3), Batch.at(4, trade("A", 2), trade("B", 4)));
        assertThat(TRADES.throughSorted(layout, trades -> trades.dropDuplicatesWithin(seconds(4)))).containsExactly(
                Batch.at(1, trade("A", 2), trade("B", 3), trade(null, 0)), Batch.at(2, trade("C", Double.NaN)),
                Batch.at(3), Batch.at(4, trade("B", 4)));
    }

    @Layouts
    void keysTellRowsApart(Layout layout) throws InterruptedException {
        assertThat(TRADES.throughSorted(layout,
                trades -> trades.where(col("symbol").isNotNull())
                        .dropDuplicatesWithin(seconds(100), "symbol")
                        .select("symbol")
                        .as(String.class)))
                .containsExactly(Batch.at(1, "A", "B"), Batch.at(2, "C"), Batch.at(3), Batch.at(4));
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        try (StreamingContext context = StreamingContext.builder("test").build()) {
            Input<Trade> input = context.input("trades", Trade.class);
            assertThatThrownBy(() -> input.stream().dropDuplicates("size")).isInstanceOf(PlanException.class)
                    .hasMessageContaining("size")
                    .hasMessageContaining("symbol");
            assertThatThrownBy(() -> input.stream().map(trade -> List.of(trade)).dropDuplicates())
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("holds Java objects");
            assertThatThrownBy(() -> input.stream().dropDuplicatesWithin(Duration.ofSeconds(-1)))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("not for -1000000 us");
        }
    }
}
