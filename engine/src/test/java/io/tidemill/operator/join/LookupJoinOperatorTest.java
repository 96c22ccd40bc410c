// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;
import io.tidemill.testkit.TwoInputs;

class LookupJoinOperatorTest {
    private static final Site SITE = new Site("join", "LookupJoinOperatorTest.java");
    private static final Schema LEFT = Schema.of(Field.nullable("word", Type.UTF8), Field.of("number", Type.INT64),
            Field.nullable("open", Type.BOOL));
    private static final Schema RIGHT = Schema.of(Field.nullable("price", Type.INT64), Field.of("text", Type.UTF8),
            Field.nullable("note", Type.UTF8));

    /// A map of the last row of each key.
    private static final class Naive implements RowReference {
        private final JoinPlan.LookupJoin plan;
        private final Map<String, TestRow> table = new HashMap<>();
        private final List<TestRow> left = new ArrayList<>();
        private final List<TestRow> right = new ArrayList<>();

        Naive(JoinPlan.LookupJoin plan) {
            this.plan = plan;
        }

        @Override
        public void row(TestRow row, Consumer<TestRow> output) {
            (TwoInputs.isSecond(row) ? right : left).add(TwoInputs.own(row, LEFT));
        }

        @Override
        public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
            if (plan.isReplaced() && !right.isEmpty()) {
                table.clear();
            }
            right.forEach(row -> table.put(row.textAt(1), row));
            JoinType type = plan.join().type();
            for (TestRow row : left) {
                TestRow known = row.isNull(0) ? null : table.get(row.textAt(0));
                TestRow found = known == null || matches(row, known) ? known : null;
                if (found == null ? type.keepsLeft() : type != JoinType.ANTI) {
                    output.accept(pair(row, found));
                }
            }
            left.clear();
            right.clear();
        }

        private boolean matches(TestRow row, TestRow found) {
            return plan.join().condition().isEmpty() || (!found.isNull(0) && row.longAt(1) < found.longAt(0));
        }

        private TestRow pair(TestRow row, @Nullable TestRow found) {
            return TestRow.make(plan.schema().size(), column -> {
                TestRow from = column < LEFT.size() ? row : found;
                return from == null ? null : from.get(column < LEFT.size() ? column : column - LEFT.size());
            });
        }
    }

    private static OperatorCase lookingUp(JoinType type, boolean isReplaced) {
        return lookingUp(type, isReplaced, Optional.empty());
    }

    private static OperatorCase lookingUp(JoinType type, boolean isReplaced, Optional<Bound> condition) {
        List<JoinColumn> columns = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < LEFT.size(); i++) {
            columns.add(new JoinColumn(From.LEFT, i));
            fields.add(LEFT.field(i));
        }
        for (int i = 0; i < RIGHT.size() && type.givesPairs(); i++) {
            columns.add(new JoinColumn(From.RIGHT, i));
            fields.add(Field.nullable(RIGHT.field(i).name(), RIGHT.field(i).type()));
        }
        JoinPlan.Join join = new JoinPlan.Join(new Plan.Scan(0, "left", LEFT, SITE),
                new Plan.Scan(1, "right", RIGHT, SITE),
                type, List.of(new Bound.Column(0, "word", Type.UTF8, true)),
                List.of(new Bound.Column(1, "text", Type.UTF8, false)), condition, columns, new Schema(fields),
                SITE);
        JoinPlan.LookupJoin plan = new JoinPlan.LookupJoin(join, isReplaced);
        return OperatorCase.of(type + " lookup", TwoInputs.schema(LEFT, RIGHT), plan.schema(),
                () -> new TwoInputs(new LookupJoinOperator(plan), LEFT, RIGHT), () -> new Naive(plan)).inAnyOrder();
    }

    @ParameterizedTest
    @EnumSource(names = {"INNER", "LEFT", "SEMI", "ANTI"})
    void looksUpTheLastRowOfEachKey(JoinType type) {
        OperatorHarness.verify(lookingUp(type, false).inOneLane());
    }

    @Test
    void forgetsATableThatIsGivenAnew() {
        OperatorHarness.verify(lookingUp(JoinType.LEFT, true).inOneLane().chunkRows(16));
    }

    private static Optional<Bound> cheaper() {
        return Optional.of(new Bound.Comparison(ComparisonOperator.LT, new Bound.Column(1, "number", Type.INT64, false),
                new Bound.Column(LEFT.size(), "price", Type.INT64, true)));
    }

    @ParameterizedTest
    @EnumSource(names = {"INNER", "LEFT", "SEMI", "ANTI"})
    void judgesTheRowOfTheTableByACondition(JoinType type) {
        OperatorHarness.verify(lookingUp(type, false, cheaper()).inOneLane());
        OperatorHarness.verify(lookingUp(type, true, cheaper()).inOneLane().chunkRows(16));
    }

    /// Which of several rows of a key is the last depends on the lanes; whether there is one does not.
    @ParameterizedTest
    @EnumSource(names = {"SEMI", "ANTI"})
    void looksUpInLanes(JoinType type) {
        OperatorHarness.verify(lookingUp(type, false));
        OperatorHarness.verify(lookingUp(type, true));
    }

    @Test
    @Tag("alone")
    void allocatesNothing() {
        OperatorHarness.verify(lookingUp(JoinType.LEFT, false).inOneLane().columnar());
        OperatorHarness.verify(lookingUp(JoinType.LEFT, false, cheaper()).inOneLane().columnar());
    }
}
