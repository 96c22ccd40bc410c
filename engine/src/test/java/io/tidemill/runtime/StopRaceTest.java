// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.BackPressure;
import io.tidemill.Publisher;
import io.tidemill.runtime.config.EngineConfig;

import static org.assertj.core.api.Assertions.assertThat;

/// Publishers go on while the engine stops: what was answered with a number has arrived, and nothing else has.
@Timeout(120)
final class StopRaceTest {
    private static final int WRITERS = 2;
    private static final int STOPS = 25;

    @ParameterizedTest
    @MethodSource("io.tidemill.runtime.NumberLines#layouts")
    void everyRowThatWasAnsweredArrivesAndNoOther(EngineConfig config) throws Exception {
        for (int stop = 0; stop < STOPS; stop++) {
            NumberLines.Collected sink = new NumberLines.Collected();
            List<FutureTask<Integer>> writers = new ArrayList<>();
            try (Engine engine = NumberLines.engine(config, sink)) {
                engine.start();
                for (int i = 0; i < WRITERS; i++) {
                    writers.add(writer(engine, i));
                }
                int rowsBeforeTheStop = 100 * stop;
                while (engine.counters().rowsIn.value() < rowsBeforeTheStop) {
                    Thread.onSpinWait();
                }
                engine.stop(true);
                assertThat(engine.failure()).isEmpty();
            }
            int answered = 0;
            for (FutureTask<Integer> writer : writers) {
                answered += writer.get();
            }
            assertThat(sink.rows.size()).as("rows after stop %d of %s", stop, config).isEqualTo(answered);
        }
    }

    /// Appends until it is refused; answers how often it was not.
    private static FutureTask<Integer> writer(Engine engine, int number) {
        Publisher<Integer> publisher = NumberLines.open(engine, "writer " + number, BackPressure.WAIT);
        FutureTask<Integer> writer = new FutureTask<>(() -> {
            int rows = 0;
            while (publisher.append(rows) >= 0) {
                rows++;
            }
            assertThat(publisher.append(rows)).isEqualTo(Publisher.CLOSED);
            assertThat(publisher.begin().set(0, 1L).set(1, "late").commit()).isEqualTo(Publisher.CLOSED);
            assertThat(publisher.rows()).isEqualTo(rows);
            return rows;
        });
        new Thread(writer, "writer-" + number).start();
        return writer;
    }
}
