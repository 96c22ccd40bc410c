// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

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
import io.tidemill.testkit.RandomRows;
import io.tidemill.testkit.TestRow;
import io.tidemill.testkit.TwoInputs;

class JoinOperatorTest {
    private static final Site SITE = new Site("join", "JoinOperatorTest.java");
    private static final Schema LEFT = Schema.of(Field.of("id", Type.INT64), Field.nullable("word", Type.UTF8),
            Field.nullable("open", Type.BOOL), Field.nullable("price", Type.FLOAT64), Field.of("small", Type.INT8));
    private static final Schema RIGHT = Schema.of(Field.nullable("text", Type.UTF8), Field.of("number", Type.INT64),
            Field.of("flag", Type.BOOL), Field.nullable("day", Type.DATE), Field.nullable("amount", Type.FLOAT64));
    private static final Schema AMOUNTS = Schema.of(Field.of("open", Type.BOOL),
            Field.nullable("amount", Type.decimal(30, 6)), Field.nullable("bytes", Type.BINARY),
            Field.nullable("hour", Type.TIME));

    private static boolean always(TestRow left, TestRow right) {
        return true;
    }

    private static Bound column(Schema schema, int index, int shift) {
        Field field = schema.field(index);
        return new Bound.Column(index + shift, field.name(), field.type(), field.nullable());
    }

    private static List<Bound> columns(Schema schema, int... indices) {
        List<Bound> columns = new ArrayList<>();
        for (int index : indices) {
            columns.add(column(schema, index, 0));
        }
        return columns;
    }

    private static JoinPlan.Join plan(JoinType type, Schema left, Schema right, int[] leftKeys, int[] rightKeys,
            Optional<Bound> condition) {
        List<JoinColumn> columns = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < leftKeys.length && type.keepsRight(); i++) {
            columns.add(new JoinColumn(From.KEY, i));
            fields.add(Field.nullable("key " + i, left.field(leftKeys[i]).type()));
        }
        for (int i = 0; i < left.size(); i++) {
            Field field = left.field(i);
            columns.add(new JoinColumn(From.LEFT, i));
            fields.add(new Field(field.name(), field.type(), field.nullable() || type.keepsRight()));
        }
        for (int i = 0; i < right.size() && type.givesPairs(); i++) {
            Field field = right.field(i);
            columns.add(new JoinColumn(From.RIGHT, i));
            fields.add(new Field("right " + field.name(), field.type(), field.nullable() || type.keepsLeft()));
        }
        return new JoinPlan.Join(new Plan.Scan(0, "left", left, SITE), new Plan.Scan(1, "right", right, SITE), type,
                columns(left, leftKeys), columns(right, rightKeys), condition, columns, new Schema(fields), SITE);
    }

    private static OperatorCase joining(JoinType type, int[] leftKeys, int[] rightKeys, Optional<Bound> condition,
            BiPredicate<TestRow, TestRow> naive) {
        return joining(plan(type, LEFT, RIGHT, leftKeys, rightKeys, condition), leftKeys, rightKeys, naive);
    }

    private static OperatorCase joining(JoinPlan.Join plan, int[] leftKeys, int[] rightKeys,
            BiPredicate<TestRow, TestRow> naive) {
        Schema left = plan.left().schema();
        Schema right = plan.right().schema();
        Schema input = TwoInputs.schema(left, right);
        return OperatorCase
                .of(plan.type() + " join", input, plan.schema(),
                        () -> new TwoInputs(new JoinOperator(plan), left, right),
                        () -> new NaiveJoin(plan, leftKeys, rightKeys, naive))
                .rows(RandomRows.of(input).withOddFloats())
                .inAnyOrder();
    }

    @ParameterizedTest
    @EnumSource
    void joinsRowsWithEqualNumbers(JoinType type) {
        OperatorHarness.verify(joining(type, new int[]{0}, new int[]{1}, Optional.empty(), JoinOperatorTest::always));
    }

    @ParameterizedTest
    @EnumSource
    void takesNoNullForEqualInKeysOfSeveralColumns(JoinType type) {
        OperatorHarness
                .verify(joining(type, new int[]{1, 2}, new int[]{0, 2}, Optional.empty(), JoinOperatorTest::always));
    }

    @ParameterizedTest
    @EnumSource
    void takesFloatsForEqualAsGroupsDo(JoinType type) {
        OperatorHarness.verify(joining(type, new int[]{3}, new int[]{4}, Optional.empty(), JoinOperatorTest::always));
    }

    @ParameterizedTest
    @EnumSource
    void judgesRowsByAConditionBeforeItCallsThemLonely(JoinType type) {
        Bound less = new Bound.Comparison(ComparisonOperator.LT, column(LEFT, 3, 0),
                column(RIGHT, 4, LEFT.size()));
        OperatorHarness.verify(joining(type, new int[]{1}, new int[]{0}, Optional.of(less),
                (left, right) -> !left.isNull(3) && !right.isNull(4)
                        && Double.compare(left.doubleAt(3) + 0.0, right.doubleAt(4) + 0.0) < 0));
    }

    @ParameterizedTest
    @EnumSource
    void givesMorePairsThanAChunkHoldsInSeveralCalls(JoinType type) {
        OperatorHarness.verify(
                joining(type, new int[]{2}, new int[]{2}, Optional.empty(), JoinOperatorTest::always).chunkRows(16));
    }

    /// As keys, of both sides, and beside them.
    @ParameterizedTest
    @EnumSource
    void joinsByWideDecimalsBytesAndTimes(JoinType type) {
        for (int[] keys : new int[][]{{1}, {2}, {3, 0}, {3, 2, 1}}) {
            OperatorHarness.verify(joining(plan(type, AMOUNTS, AMOUNTS, keys, keys, Optional.empty()), keys, keys,
                    JoinOperatorTest::always));
        }
    }

    @Test
    @Tag("alone")
    void allocatesNothing() {
        OperatorHarness
                .verify(joining(JoinType.FULL, new int[]{0}, new int[]{1}, Optional.empty(), JoinOperatorTest::always)
                        .columnar());
    }

    @Test
    @Tag("alone")
    void allocatesNothingForACondition() {
        Bound less = new Bound.Comparison(ComparisonOperator.LT, column(LEFT, 0, 0),
                column(RIGHT, 1, LEFT.size()));
        OperatorHarness.verify(joining(JoinType.FULL, new int[]{1}, new int[]{0}, Optional.of(less),
                (left, right) -> left.longAt(0) < right.longAt(1)).columnar());
    }
}
