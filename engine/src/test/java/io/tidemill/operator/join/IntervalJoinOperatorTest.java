// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
import io.tidemill.testkit.EventTimes;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.TwoInputs;

class IntervalJoinOperatorTest {
    private static final Site SITE = new Site("join", "IntervalJoinOperatorTest.java");
    private static final Schema LEFT = Schema.of(Field.nullable("word", Type.UTF8),
            Field.nullable("at", Type.TIMESTAMP),
            Field.nullable("open", Type.BOOL));
    private static final Schema RIGHT = Schema.of(Field.of("when", Type.TIMESTAMP), Field.of("number", Type.INT64),
            Field.nullable("text", Type.UTF8));
    private static final long SECOND = 1_000_000;

    private static JoinPlan.IntervalJoin plan(JoinType type, long beforeMicros, long afterMicros, boolean latestOnly) {
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
        JoinPlan.Join join = new JoinPlan.Join(new Plan.Scan(0, "left", LEFT, SITE),
                new Plan.Scan(1, "right", RIGHT, SITE),
                type, List.of(new Bound.Column(0, "word", Type.UTF8, true)),
                List.of(new Bound.Column(2, "text", Type.UTF8, true)), Optional.empty(), columns, new Schema(fields),
                SITE);
        return new JoinPlan.IntervalJoin(join, 1, 0, beforeMicros, afterMicros, latestOnly);
    }

    private static OperatorCase joining(JoinPlan.IntervalJoin plan) {
        return OperatorCase
                .of(plan.join().type() + (plan.latestOnly() ? " ASOF join" : " interval join"),
                        TwoInputs.schema(LEFT, RIGHT), plan.schema(),
                        () -> new TwoInputs(new IntervalJoinOperator(plan), LEFT, RIGHT),
                        () -> new NaiveNearJoin(plan, 0, 2))
                .eventTime(new EventTimes(2, 100 * SECOND))
                .inAnyOrder();
    }

    @ParameterizedTest
    @EnumSource
    void joinsRowsThatAreNear(JoinType type) {
        OperatorHarness.verify(joining(plan(type, 20 * SECOND, 9 * SECOND, false)));
    }

    @Test
    void givesMorePairsThanAChunkHoldsInSeveralCalls() {
        OperatorHarness.verify(joining(plan(JoinType.FULL, 90 * SECOND, 90 * SECOND, false)).chunkRows(16));
    }

    @ParameterizedTest
    @EnumSource(names = {"INNER", "LEFT", "SEMI", "ANTI"})
    void joinsRowsWithTheLatestThatIsNotLater(JoinType type) {
        OperatorHarness.verify(joining(plan(type, 30 * SECOND, 0, true)).inOneLane());
    }

    @Test
    @Tag("alone")
    void allocatesNothing() {
        OperatorHarness.verify(joining(plan(JoinType.FULL, 20 * SECOND, 9 * SECOND, false)).columnar());
        OperatorHarness.verify(joining(plan(JoinType.LEFT, 20 * SECOND, 0, true)).inOneLane().columnar());
    }
}
