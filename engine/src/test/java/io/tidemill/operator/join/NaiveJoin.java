// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Schema;
import io.tidemill.plan.JoinColumn;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.JoinType;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;
import io.tidemill.testkit.TwoInputs;

/// A join as simply as can be: every row of a batch against every other.
final class NaiveJoin implements RowReference {
    private final JoinPlan.Join plan;
    private final Schema first;
    private final int[] leftKeys;
    private final int[] rightKeys;
    private final BiPredicate<TestRow, TestRow> condition;
    private final List<TestRow> left = new ArrayList<>();
    private final List<TestRow> right = new ArrayList<>();

    /// @param leftKeys columns of the left side
    NaiveJoin(JoinPlan.Join plan, int[] leftKeys, int[] rightKeys, BiPredicate<TestRow, TestRow> condition) {
        this.plan = plan;
        this.first = plan.left().schema();
        this.leftKeys = leftKeys;
        this.rightKeys = rightKeys;
        this.condition = condition;
    }

    @Override
    public void row(TestRow row, Consumer<TestRow> output) {
        (TwoInputs.isSecond(row) ? right : left).add(TwoInputs.own(row, first));
    }

    @Override
    public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
        Set<TestRow> matched = Collections.newSetFromMap(new IdentityHashMap<>());
        for (TestRow one : left) {
            List<TestRow> matches = right.stream().filter(other -> matches(one, other)).toList();
            matched.addAll(matches);
            switch (plan.type()) {
                case INNER, RIGHT -> matches.forEach(other -> output.accept(pair(one, other)));
                case LEFT, FULL -> {
                    matches.forEach(other -> output.accept(pair(one, other)));
                    if (matches.isEmpty()) {
                        output.accept(pair(one, null));
                    }
                }
                case SEMI, ANTI -> {
                    if (matches.isEmpty() == (plan.type() == JoinType.ANTI)) {
                        output.accept(pair(one, null));
                    }
                }
            }
        }
        if (plan.type().keepsRight()) {
            right.stream()
                    .filter(other -> !matched.contains(other))
                    .forEach(other -> output.accept(pair(null, other)));
        }
        left.clear();
        right.clear();
    }

    private boolean matches(TestRow one, TestRow other) {
        for (int i = 0; i < leftKeys.length; i++) {
            if (one.isNull(leftKeys[i]) || other.isNull(rightKeys[i])
                    || !key(one.notNull(leftKeys[i])).equals(key(other.notNull(rightKeys[i])))) {
                return false;
            }
        }
        return condition.test(one, other);
    }

    /// All NaNs are equal, and both zeros.
    private static Object key(Object value) {
        return switch (value) {
            case Double real -> real + 0.0;
            case Float real -> real + 0.0f;
            default -> value;
        };
    }

    private TestRow pair(@Nullable TestRow one, @Nullable TestRow other) {
        return TestRow.make(plan.columns().size(), column -> {
            JoinColumn from = plan.columns().get(column);
            return switch (from.from()) {
                case LEFT -> value(one, from.index());
                case RIGHT -> value(other, from.index());
                case KEY -> one == null ? keyOf(other, rightKeys[from.index()]) : keyOf(one, leftKeys[from.index()]);
            };
        });
    }

    private static @Nullable Object keyOf(@Nullable TestRow row, int column) {
        Object value = value(row, column);
        return value == null ? null : key(value);
    }

    private static @Nullable Object value(@Nullable TestRow row, int column) {
        return row == null ? null : row.get(column);
    }
}
