// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.Batching;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.Redelivery;
import io.tidemill.Reference;
import io.tidemill.StreamingContext;
import io.tidemill.ThreadLayout;

import static org.assertj.core.api.Assertions.assertThat;

/// Rows that are replayed are looked up in the version of a reference that they were looked up in at first.
@Timeout(120)
final class ReferenceReplayTest {
    @TempDir
    private Path directory;

    record Order(String currency, int number) {}

    record Rate(String currency, int rate) {}

    /// A context that looks orders up in rates, the version of which is part of each rate.
    private static final class Rated implements AutoCloseable {
        final List<String> rows = new ArrayList<>();
        final AtomicInteger loads = new AtomicInteger();
        final StreamingContext ssc;
        final Input<Order> orders;
        final Reference<Rate> rates;
        private int version;

        Rated(Path data, int lanes, int firstVersion) throws InterruptedException {
            version = firstVersion;
            ssc = StreamingContext.builder("rated")
                    .layout(ThreadLayout.inline())
                    .parallelism(lanes)
                    .blockRows(4)
                    .batching(Batching.natural())
                    .checkpoint(data)
                    .build();
            orders = ssc.input("orders", Order.class);
            rates = ssc.reference("rates", Rate.class, this::load);
            orders.stream()
                    .join(rates.table())
                    .on("currency")
                    .left()
                    .foreachBatch(Redelivery.ALL, (batch, _) -> batch.collect()
                            .forEach(row -> rows.add("%s %s at %s".formatted(row.valueAt(0), row.valueAt(1),
                                    row.valueAt(2)))));
            ssc.start();
            drive();
        }

        /// Ten rates, and one that only this version has.
        private List<Rate> load() {
            loads.incrementAndGet();
            List<Rate> loaded = new ArrayList<>();
            for (int currency = 0; currency < 10; currency++) {
                loaded.add(new Rate("C" + currency, 100 * version + currency));
            }
            loaded.add(new Rate("only " + version, version));
            return loaded;
        }

        void reload(int newVersion) {
            version = newVersion;
            rates.reload();
            drive();
        }

        void order(int from, int to) {
            Publisher<Order> publisher = orders.openPublisher("gateway " + from);
            for (int number = from; number < to; number++) {
                publisher.append(new Order(number % 4 == 0 ? "only " + number % 3 : "C" + number % 10, number));
                drive();
            }
            publisher.close();
        }

        void drive() {
            for (int idle = 0; idle < 3; idle = ssc.doWork() > 0 ? 0 : idle + 1) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            ssc.close();
        }
    }

    @ParameterizedTest(name = "{0} lanes")
    @ValueSource(ints = {1, 3})
    void replayedRowsSeeTheVersionsOfTheFirstTime(int lanes) throws Exception {
        Path data = directory.resolve("data");
        Path left = directory.resolve("left");
        List<String> before;
        try (Rated first = new Rated(data, lanes, 0)) {
            first.order(0, 12);
            first.reload(1);
            first.order(12, 24);
            first.reload(2);
            first.order(24, 36);
            before = List.copyOf(first.rows);
            Crash.copy(data, left);
        }
        assertThat(before).hasSize(36)
                .contains("C1 1 at 1", "only 0 0 at 0", "C1 21 at 101", "only 1 16 at 1", "only 0 12 at null",
                        "C5 25 at 205");
        try (Rated second = new Rated(left, lanes, 7)) {
            assertThat(second.rows).isEqualTo(before);
            assertThat(second.loads).hasValue(1);
            second.order(36, 44);
            assertThat(second.rows.subList(36, 44)).containsExactlyInAnyOrder("only 0 36 at null", "C7 37 at 707",
                    "C8 38 at 708", "C9 39 at 709", "only 1 40 at null", "C1 41 at 701", "C2 42 at 702",
                    "C3 43 at 703");
        }
    }
}
