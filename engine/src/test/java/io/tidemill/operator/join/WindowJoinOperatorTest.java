// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.JoinType;
import io.tidemill.plan.Window;
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

class WindowJoinOperatorTest {

    private static OperatorCase joining(JoinType type, long lengthMicros, long slideMicros, long latenessMicros) {
        return joining(TimedSides.join(type), lengthMicros, slideMicros, latenessMicros);
    }

    private static OperatorCase joining(JoinPlan.Join join, long lengthMicros, long slideMicros,
            long latenessMicros) {
        JoinPlan.WindowJoin plan = new JoinPlan.WindowJoin(join,
                new Window.EventTime(LEFT_TIME, lengthMicros, slideMicros, latenessMicros), RIGHT_TIME);
        return OperatorCase
                .of(join.type() + " join of each " + plan.window(), TwoInputs.schema(LEFT, RIGHT), plan.schema(),
                        () -> new TwoInputs(new WindowJoinOperator(plan), LEFT, RIGHT),
                        () -> new NaiveWindowJoin(plan, LEFT_KEY, RIGHT_KEY))
                .eventTime(new EventTimes(1 + LEFT_TIME, 40 * SECOND))
                .inAnyOrder();
    }

    @ParameterizedTest
    @EnumSource
    void joinsRowsOfTheSameWindow(JoinType type) {
        OperatorHarness.verify(joining(type, 30 * SECOND, 30 * SECOND, 0));
    }

    @ParameterizedTest
    @EnumSource
    void joinsRowsOnceForEachWindowThatTheyAreIn(JoinType type) {
        OperatorHarness.verify(joining(type, 30 * SECOND, 10 * SECOND, 0));
    }

    @ParameterizedTest
    @EnumSource
    void judgesRowsOfAWindowByACondition(JoinType type) {
        OperatorHarness.verify(joining(TimedSides.join(type, TimedSides.larger()), 60 * SECOND, 20 * SECOND, 0));
    }

    @Test
    void waitsForRowsThatMayBeLate() {
        OperatorHarness.verify(joining(JoinType.FULL, 20 * SECOND, 20 * SECOND, 25 * SECOND));
    }

    @Test
    void givesMorePairsThanAChunkHoldsInSeveralCalls() {
        OperatorHarness.verify(joining(JoinType.FULL, 200 * SECOND, 100 * SECOND, 0).chunkRows(16));
    }

    @Test
    @Tag("alone")
    void allocatesNothing() {
        OperatorHarness.verify(joining(JoinType.FULL, 30 * SECOND, 10 * SECOND, 0).columnar());
    }
}
