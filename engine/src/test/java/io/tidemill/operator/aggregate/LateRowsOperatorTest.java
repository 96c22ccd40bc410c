// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.operator.window.LateRowsOperator;
import io.tidemill.plan.Window;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

class LateRowsOperatorTest {

    static Stream<Window.EventTime> windows() {
        return Stream.of(new Window.EventTime(0, EventRows.SECOND, EventRows.SECOND),
                new Window.EventTime(0, 10 * EventRows.SECOND, EventRows.SECOND),
                new Window.EventTime(0, 10 * EventRows.SECOND, 5 * EventRows.SECOND, 7 * EventRows.SECOND),
                new Window.EventTime(0, 3, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void passesOnTheRowsOfClosedWindowsOnly(Window.EventTime window) {
        OperatorHarness.verify(OperatorCase.of("late rows of " + window, EventRows.SCHEMA, EventRows.SCHEMA,
                () -> new LateRowsOperator(EventRows.SCHEMA, window), () -> new Reference(window))
                .rows(new EventRows())
                .eventTime(EventRows.TIMES)
                .columnar());
    }

    /// Tries each window of a row.
    private static final class Reference implements RowReference {
        private final Window.EventTime window;
        private long watermark = Long.MIN_VALUE;

        Reference(Window.EventTime window) {
            this.window = window;
        }

        @Override
        public void row(TestRow row, Consumer<TestRow> output) {
            if (row.isNull(0) || watermark == Long.MIN_VALUE) {
                return;
            }
            long at = row.longAt(0);
            boolean isLate = true;
            for (long end = Math.floorDiv(at, window.slideMicros()) * window.slideMicros() + window.slideMicros(); end
                    - window.lengthMicros() <= at; end += window.slideMicros()) {
                isLate &= end + window.latenessMicros() <= watermark;
            }
            if (isLate) {
                output.accept(row);
            }
        }

        @Override
        public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
            watermark = watermarkMicros;
        }
    }
}
