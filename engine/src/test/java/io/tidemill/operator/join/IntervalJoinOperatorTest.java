// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.JoinType;
import io.tidemill.testkit.EventTimes;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.TwoInputs;

import static io.tidemill.operator.join.TimedSides.LEFT;
import static io.tidemill.operator.join.TimedSides.LEFT_KEY;
import static io.tidemill.operator.join.TimedSides.LEFT_TIME;
import static io.tidemill.operator.join.TimedSides.RIGHT;
import static io.tidemill.operator.join.TimedSides.RIGHT_KEY;
import static io.tidemill.operator.join.TimedSides.RIGHT_TIME;
import static io.tidemill.operator.join.TimedSides.SECOND;

class IntervalJoinOperatorTest {
    private static JoinPlan.IntervalJoin plan(JoinType type, long beforeMicros, long afterMicros, boolean latestOnly) {
        return plan(TimedSides.join(type), beforeMicros, afterMicros, latestOnly);
    }

    private static JoinPlan.IntervalJoin plan(JoinPlan.Join join, long beforeMicros, long afterMicros,
            boolean latestOnly) {
        return new JoinPlan.IntervalJoin(join, LEFT_TIME, RIGHT_TIME, beforeMicros, afterMicros, latestOnly);
    }

    private static OperatorCase joining(JoinPlan.IntervalJoin plan) {
        return OperatorCase
                .of(plan.join().type() + (plan.latestOnly() ? " ASOF join" : " interval join"),
                        TwoInputs.schema(LEFT, RIGHT), plan.schema(),
                        () -> new TwoInputs(new IntervalJoinOperator(plan), LEFT, RIGHT),
                        () -> new NaiveNearJoin(plan, LEFT_KEY, RIGHT_KEY))
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

    @ParameterizedTest
    @EnumSource
    void judgesRowsThatAreNearByACondition(JoinType type) {
        OperatorHarness.verify(
                joining(plan(TimedSides.join(type, TimedSides.larger()), 90 * SECOND, 90 * SECOND, false))
                        .chunkRows(16));
    }

    @ParameterizedTest
    @EnumSource(names = {"INNER", "LEFT", "SEMI", "ANTI"})
    void joinsRowsWithTheLatestThatFulfilsACondition(JoinType type) {
        JoinPlan.Join join = TimedSides.join(type, TimedSides.larger());
        OperatorHarness.verify(joining(plan(join, 90 * SECOND, 0, true)).inOneLane());
        OperatorHarness.verify(joining(plan(join, 90 * SECOND, 0, true)).inOneLane().chunkRows(16));
    }

    @Test
    @Tag("alone")
    void allocatesNothing() {
        OperatorHarness.verify(joining(plan(JoinType.FULL, 20 * SECOND, 9 * SECOND, false)).columnar());
        OperatorHarness.verify(joining(plan(JoinType.LEFT, 20 * SECOND, 0, true)).inOneLane().columnar());
        OperatorHarness.verify(
                joining(plan(TimedSides.join(JoinType.LEFT, TimedSides.larger()), 20 * SECOND, 0, true)).inOneLane()
                        .columnar());
    }
}
