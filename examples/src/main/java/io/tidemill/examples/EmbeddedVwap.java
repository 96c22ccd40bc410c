// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples;

import io.tidemill.Batching;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.StreamingContext;
import io.tidemill.examples.runner.VwapDesk;
import io.tidemill.examples.runner.VwapRunner;
import io.tidemill.time.Clock;

import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.sum;

/// What has each symbol traded at in the last ten seconds? A service's own thread publishes its trades, and is called back.
public final class EmbeddedVwap {

    /// @param sentNanos when it was published, by [System#nanoTime]
    public record Trade(String symbol, double price, int size, long sentNanos) {}

    /// What was traded of a symbol.
    public record Volume(String symbol, double notional, long size) {
        @Override
        public String toString() {
            return "%s %.2f".formatted(symbol, notional / size);
        }
    }

    private EmbeddedVwap() {}

    static void main(String[] arguments) {
        VwapRunner.main(EmbeddedVwap::run, arguments);
    }

    static void run(VwapDesk desk) throws InterruptedException {
        Clock clock = Clock.system();
        try (StreamingContext ssc = StreamingContext.builder("vwap")
                .batching(Batching.natural())
                .idle(desk.idle())
                .clock(clock)
                .build()) {
            Input<Trade> trades = ssc.input("trades", Trade.class);

            trades.stream()
                    .groupBy("symbol")
                    .window(seconds(10), seconds(1))
                    .agg(sum(col("price").times(col("size"))).as("notional"), sum("size").as("size"))
                    .as(Volume.class)
                    .foreachBatch((volumes, end) -> desk.show(end, volumes.map(Volume::toString).collect(),
                            clock.micros() - end.micros()));

            trades.stream()
                    .select("sentNanos")
                    .foreachRow(trade -> desk.arrived(System.nanoTime() - trade.longAt(0)));

            ssc.start();
            ssc.awaitWarm();
            try (Publisher<Trade> publisher = trades.openPublisher("desk")) {
                while (desk.awaitTrade()) {
                    var market = desk.market();
                    publisher.append(new Trade(market.symbol(), market.price(), market.size(), System.nanoTime()));
                }
            }
            ssc.stop(true);
            ssc.awaitTermination();
        }
    }
}
