// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.Window;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

class WindowRowsOperatorTest {
    private static final long BATCH = 100_000;
    private static final Schema SCHEMA = Schema.of(Field.of("id", Type.INT32), Field.nullable("word", Type.UTF8),
            Field.of("name", Type.UTF8), Field.nullable("price", Type.FLOAT64), Field.nullable("open", Type.BOOL));
    private static final Schema NUMBERS = Schema.of(Field.of("id", Type.INT64));

    /// Keeps every row with the time of its batch.
    private static final class Reference implements RowReference {
        private final Window.Sliding window;
        private final List<TestRow> batch = new ArrayList<>();
        private final List<Timed> kept = new ArrayList<>();

        private record Timed(long batchTimeMicros, TestRow row) {}

        Reference(Window.Sliding window) {
            this.window = window;
        }

        @Override
        public void row(TestRow row, Consumer<TestRow> output) {
            batch.add(row);
        }

        @Override
        public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
            batch.forEach(row -> kept.add(new Timed(batchTimeMicros, row)));
            batch.clear();
            kept.removeIf(timed -> timed.batchTimeMicros() <= batchTimeMicros - window.lengthMicros());
            if (batchTimeMicros % window.slideMicros() == 0) {
                kept.forEach(timed -> output.accept(timed.row()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,1", "6,2", "50,1"})
    void givesTheRowsOfTheWindowOldestFirst(int length, int slide) {
        Window.Sliding window = new Window.Sliding(length * BATCH, slide * BATCH);
        for (Schema schema : List.of(SCHEMA, NUMBERS)) {
            OperatorHarness.verify(OperatorCase
                    .of(window + " of " + schema.names(), schema, schema, () -> new WindowRowsOperator(schema, window),
                            () -> new Reference(window))
                    .chunkRows(64)
                    .batchMicros(BATCH));
        }
    }
}
