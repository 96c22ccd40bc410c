// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import io.tidemill.memory.Schema;
import io.tidemill.plan.JoinPlan;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;
import io.tidemill.testkit.TwoInputs;

/// A join of windows as simply as can be: the rows of each window that closes are joined as those of a batch.
final class NaiveWindowJoin implements RowReference {
    private final JoinPlan.WindowJoin plan;
    private final Schema first;
    private final int leftKey;
    private final int rightKey;
    private final List<TestRow> rows = new ArrayList<>();
    private long watermark = Long.MIN_VALUE;

    NaiveWindowJoin(JoinPlan.WindowJoin plan, int leftKey, int rightKey) {
        this.plan = plan;
        this.first = plan.left().schema();
        this.leftKey = leftKey;
        this.rightKey = rightKey;
    }

    @Override
    public void row(TestRow row, Consumer<TestRow> output) {
        TestRow own = TwoInputs.own(row, first);
        int column = column(row);
        if (!own.isNull(column) && !isClosed(lastStart(own.longAt(column)), watermark)) {
            rows.add(row);
        }
    }

    @Override
    public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
        rows.stream()
                .flatMapToLong(row -> starts(timeOf(row)))
                .distinct()
                .sorted()
                .filter(start -> !isClosed(start, watermark) && isClosed(start, watermarkMicros))
                .forEach(start -> join(start, output));
        watermark = watermarkMicros;
    }

    private void join(long start, Consumer<TestRow> output) {
        NaiveJoin join = new NaiveJoin(plan.join(), new int[]{leftKey}, new int[]{rightKey},
                (one, other) -> plan.join().condition().isEmpty() || TimedSides.isLarger(one, other));
        rows.stream()
                .filter(row -> timeOf(row) >= start && timeOf(row) < start + plan.window().lengthMicros())
                .forEach(row -> join.row(row, output));
        join.endOfBatch(0, 0, output);
    }

    /// The starts of the windows that a time is in.
    private LongStream starts(long time) {
        return LongStream
                .iterate(lastStart(time), start -> start > time - plan.window().lengthMicros(),
                        start -> start - plan.window().slideMicros());
    }

    private long lastStart(long time) {
        return Math.floorDiv(time, plan.window().slideMicros()) * plan.window().slideMicros();
    }

    private boolean isClosed(long start, long mark) {
        return mark == Long.MAX_VALUE || (mark != Long.MIN_VALUE
                && start + plan.window().lengthMicros() <= mark - plan.window().latenessMicros());
    }

    private int column(TestRow row) {
        return TwoInputs.isSecond(row) ? plan.rightTime() : plan.leftTime();
    }

    private long timeOf(TestRow row) {
        return TwoInputs.own(row, first).longAt(column(row));
    }
}
