// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Schema;
import io.tidemill.plan.JoinColumn.From;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.JoinType;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;
import io.tidemill.testkit.TwoInputs;

/// An interval or ASOF join as simply as can be: every row that ever came against every other.
final class NaiveNearJoin implements RowReference {
    private final JoinPlan.IntervalJoin plan;
    private final Schema first;
    private final int leftKey;
    private final int rightKey;
    private final List<Known> left = new ArrayList<>();
    private final List<Known> right = new ArrayList<>();
    private long watermark = Long.MIN_VALUE;

    /// A row that came, and what has become of it.
    private static final class Known {
        final TestRow row;
        final long time;
        boolean isNew = true;
        boolean isMatched;
        boolean isOver;

        Known(TestRow row, long time) {
            this.row = row;
            this.time = time;
        }

        boolean ends(long reach, long mark) {
            boolean ends = !isOver && (mark == Long.MAX_VALUE || time + reach < mark);
            isOver |= ends;
            return ends;
        }
    }

    NaiveNearJoin(JoinPlan.IntervalJoin plan, int leftKey, int rightKey) {
        this.plan = plan;
        this.first = plan.left().schema();
        this.leftKey = leftKey;
        this.rightKey = rightKey;
    }

    @Override
    public void row(TestRow row, Consumer<TestRow> output) {
        TestRow own = TwoInputs.own(row, first);
        int timeColumn = TwoInputs.isSecond(row) ? plan.rightTime() : plan.leftTime();
        if (!own.isNull(timeColumn) && own.longAt(timeColumn) >= watermark) {
            (TwoInputs.isSecond(row) ? right : left).add(new Known(own, own.longAt(timeColumn)));
        }
    }

    @Override
    public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
        watermark = watermarkMicros;
        if (plan.latestOnly()) {
            left.stream().filter(one -> one.ends(0, watermark)).forEach(one -> latest(one, output));
        } else {
            pairs(output);
            left.stream()
                    .filter(one -> one.ends(plan.afterMicros(), watermark))
                    .filter(one -> !one.isMatched && plan.join().type().keepsLeft())
                    .forEach(one -> output.accept(pair(one.row, null)));
            right.stream()
                    .filter(one -> one.ends(plan.beforeMicros(), watermark))
                    .filter(one -> !one.isMatched && plan.join().type().keepsRight())
                    .forEach(one -> output.accept(pair(null, one.row)));
        }
        left.forEach(one -> one.isNew = false);
        right.forEach(one -> one.isNew = false);
    }

    private void pairs(Consumer<TestRow> output) {
        for (Known one : left) {
            for (Known other : right) {
                if ((one.isNew || other.isNew) && matches(one, other)) {
                    if (plan.join().type().givesPairs()
                            || (plan.join().type() == JoinType.SEMI && !one.isMatched)) {
                        output.accept(pair(one.row, other.row));
                    }
                    one.isMatched = true;
                    other.isMatched = true;
                }
            }
        }
    }

    private void latest(Known one, Consumer<TestRow> output) {
        Known latest = null;
        for (Known other : right) {
            boolean isLater = latest == null || other.time >= latest.time;
            if (matches(one, other) && isLater) {
                latest = other;
            }
        }
        JoinType type = plan.join().type();
        if (latest == null ? type.keepsLeft() : type != JoinType.ANTI) {
            output.accept(pair(one.row, latest == null ? null : latest.row));
        }
    }

    private boolean matches(Known one, Known other) {
        return !one.row.isNull(leftKey) && !other.row.isNull(rightKey)
                && one.row.notNull(leftKey).equals(other.row.notNull(rightKey))
                && (plan.join().condition().isEmpty() || TimedSides.isLarger(one.row, other.row))
                && other.time >= one.time - plan.beforeMicros() && other.time <= one.time + plan.afterMicros();
    }

    private TestRow pair(@Nullable TestRow one, @Nullable TestRow other) {
        return TestRow.make(plan.join().columns().size(), column -> {
            TestRow from = plan.join().columns().get(column).from() == From.LEFT ? one : other;
            return from == null ? null : from.get(plan.join().columns().get(column).index());
        });
    }
}
