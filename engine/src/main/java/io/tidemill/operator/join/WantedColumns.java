// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.expression.ReadColumns;
import io.tidemill.plan.JoinColumn;
import io.tidemill.plan.JoinColumn.From;
import io.tidemill.plan.JoinPlan;

/// Which columns of its sides a join keeps: those of its result and those that its condition reads.
final class WantedColumns {
    private final JoinPlan.Join plan;
    private final BitSet left = new BitSet();
    private final BitSet right = new BitSet();
    private final BitSet read; // by the condition, of the left side and then of the right one
    private final int leftSize;

    WantedColumns(JoinPlan.Join plan) {
        this.plan = plan;
        this.leftSize = plan.left().schema().size();
        for (JoinColumn column : plan.columns()) {
            switch (column.from()) {
                case LEFT -> left.set(column.index());
                case RIGHT -> right.set(column.index());
                case KEY -> {}
            }
        }
        read = ReadColumns.of(plan.condition().stream().toList());
        read.stream().forEach(column -> {
            if (column < leftSize) {
                left.set(column);
            } else {
                right.set(column - leftSize);
            }
        });
    }

    /// Keeps the columns of the event time too.
    WantedColumns withTimes(int leftColumn, int rightColumn) {
        left.set(leftColumn);
        right.set(rightColumn);
        return this;
    }

    /// The number of a column of the left side among those that are kept.
    int keptLeft(int column) {
        return left.get(0, column).cardinality();
    }

    int keptRight(int column) {
        return right.get(0, column).cardinality();
    }

    /// Those that are kept of the left side.
    BitSet left() {
        return left;
    }

    BitSet right() {
        return right;
    }

    PairColumns ofResult(Supplier<JoinRows> rows, OperatorContext context, Owned owned) {
        return ofResult(rows, rows, context, owned);
    }

    /// @param rights where the right rows are, if not with the left ones
    PairColumns ofResult(Supplier<JoinRows> rows, Supplier<JoinRows> rights, OperatorContext context, Owned owned) {
        PairColumns columns = new PairColumns(rows, rights, plan.schema());
        for (int i = 0; i < plan.columns().size(); i++) {
            columns.add(i, kept(plan.columns().get(i)), context, owned);
        }
        return columns;
    }

    PairColumns ofCondition(Supplier<JoinRows> rows, OperatorContext context, Owned owned) {
        return ofCondition(rows, rows, context, owned);
    }

    /// @param rights where the right rows are, if not with the left ones
    PairColumns ofCondition(Supplier<JoinRows> rows, Supplier<JoinRows> rights, OperatorContext context, Owned owned) {
        List<Field> fields = new ArrayList<>();
        for (Schema side : List.of(plan.left().schema(), plan.right().schema())) {
            side.fields().forEach(field -> fields.add(new Field("c" + fields.size(), field.type(), field.nullable())));
        }
        PairColumns columns = new PairColumns(rows, rights, new Schema(fields));
        read.stream()
                .forEach(column -> columns.add(column, kept(column < leftSize
                        ? new JoinColumn(From.LEFT, column)
                        : new JoinColumn(From.RIGHT, column - leftSize)), context, owned));
        return columns;
    }

    /// The same column by its number among those that are kept.
    private JoinColumn kept(JoinColumn column) {
        return switch (column.from()) {
            case LEFT -> new JoinColumn(From.LEFT, keptLeft(column.index()));
            case RIGHT -> new JoinColumn(From.RIGHT, keptRight(column.index()));
            case KEY -> column;
        };
    }
}
