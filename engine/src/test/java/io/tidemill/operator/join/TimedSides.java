// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.JoinColumn;
import io.tidemill.plan.JoinColumn.From;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.JoinType;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.ComparisonOperator;
import io.tidemill.testkit.TestRow;

/// Two streams with event times, joined by a text that both have.
final class TimedSides {
    static final Schema LEFT = Schema.of(Field.nullable("word", Type.UTF8), Field.nullable("at", Type.TIMESTAMP),
            Field.nullable("open", Type.BOOL), Field.of("size", Type.INT64));
    static final Schema RIGHT = Schema.of(Field.of("when", Type.TIMESTAMP), Field.of("number", Type.INT64),
            Field.nullable("text", Type.UTF8));
    static final int LEFT_KEY = 0;
    static final int LEFT_TIME = 1;
    static final int RIGHT_KEY = 2;
    static final int RIGHT_TIME = 0;
    static final long SECOND = 1_000_000;
    private static final Site SITE = new Site("join", "TimedSides.java");

    private TimedSides() {}

    /// A condition over both sides.
    static Optional<Bound> larger() {
        return Optional.of(new Bound.Comparison(ComparisonOperator.GT, new Bound.Column(3, "size", Type.INT64, false),
                new Bound.Column(LEFT.size() + 1, "number", Type.INT64, false)));
    }

    /// The same of rows.
    static boolean isLarger(TestRow left, TestRow right) {
        return left.longAt(3) > right.longAt(1);
    }

    /// All columns of both by equal texts, whatever the times.
    static JoinPlan.Join join(JoinType type) {
        return join(type, Optional.empty());
    }

    /// The same with a condition.
    static JoinPlan.Join join(JoinType type, Optional<Bound> condition) {
        List<JoinColumn> columns = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < LEFT.size(); i++) {
            columns.add(new JoinColumn(From.LEFT, i));
            fields.add(Field.nullable(LEFT.field(i).name(), LEFT.field(i).type()));
        }
        for (int i = 0; i < RIGHT.size() && type.givesPairs(); i++) {
            columns.add(new JoinColumn(From.RIGHT, i));
            fields.add(Field.nullable(RIGHT.field(i).name(), RIGHT.field(i).type()));
        }
        return new JoinPlan.Join(new Plan.Scan(0, "left", LEFT, SITE),
                new Plan.Scan(1, "right", RIGHT, SITE),
                type, List.of(new Bound.Column(0, "word", Type.UTF8, true)),
                List.of(new Bound.Column(2, "text", Type.UTF8, true)), condition, columns, new Schema(fields),
                SITE);
    }
}
