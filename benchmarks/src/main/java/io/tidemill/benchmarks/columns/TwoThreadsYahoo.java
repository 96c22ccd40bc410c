// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.columns;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.tidemill.benchmarks.suite.Cores;

/// Two loops by hand, each over every other chunk, each on a core of its own.
final class TwoThreadsYahoo implements AutoCloseable {
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final HandWrittenYahoo even = new HandWrittenYahoo();
    private final HandWrittenYahoo odd = new HandWrittenYahoo();
    private final int evenCore;
    private final int oddCore;

    TwoThreadsYahoo(int evenCore, int oddCore) {
        this.evenCore = evenCore;
        this.oddCore = oddCore;
    }

    /// Counts all passes, with batches of so many rows in each of the two.
    void count(YahooEvents events, int batchRows, Map<YahooEvents.Key, Long> totals)
            throws InterruptedException, ExecutionException {
        Future<Map<YahooEvents.Key, Long>> odds = other.submit(() -> {
            Map<YahooEvents.Key, Long> counts = new HashMap<>();
            try (Cores _ = Cores.pin(oddCore)) {
                odd.count(events, batchRows, 1, 2, counts);
            }
            return counts;
        });
        try (Cores _ = Cores.pin(evenCore)) {
            even.count(events, batchRows, 0, 2, totals);
        }
        odds.get().forEach((key, count) -> totals.merge(key, count, Long::sum));
    }

    @Override
    public void close() {
        other.shutdown();
        even.close();
        odd.close();
    }
}
