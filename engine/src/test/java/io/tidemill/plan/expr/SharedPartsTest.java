// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.Site;

import static io.tidemill.Functions.coalesce;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.when;
import static org.assertj.core.api.Assertions.assertThat;

class SharedPartsTest {
    private static final Schema SCHEMA = Schema.of(Field.of("a", Type.FLOAT64), Field.nullable("b", Type.FLOAT64));
    private static final Expr SUM = col("a").plus(col("b"));
    private static final Expr QUOTIENT = col("a").dividedBy(col("b"));

    private static List<String> shared(Expr... expressions) {
        Binder binder = new Binder(SCHEMA, "numbers", new Site("select", "Numbers.java:1"));
        return new SharedParts(Stream.of(expressions).map(binder::bind).toList()).shared()
                .stream()
                .map(Bound::toString)
                .toList();
    }

    @Test
    void findsWhatSeveralExpressionsHaveInCommon() {
        assertThat(shared(SUM.times(2), SUM.minus(1), col("a").times(2))).containsExactly("(a + b)");
        assertThat(shared(SUM, SUM.times(SUM))).containsExactly("(a + b)");
        assertThat(shared(col("a"), col("a").plus(1))).isEmpty();
    }

    @Test
    void findsWhatOneExpressionSaysTwice() {
        assertThat(shared(coalesce(SUM.times(3), 0.0))).containsExactly("((a + b) * 3.0)");
        assertThat(shared(SUM.between(1, 2))).containsExactly("(a + b)");
    }

    @Test
    void takesWhatTheConditionOfABranchHasComputed() {
        assertThat(shared(coalesce(QUOTIENT, 0.0))).containsExactly("(a / b)");
        assertThat(shared(when(QUOTIENT.gt(1), QUOTIENT.plus(1)).otherwise(QUOTIENT.minus(1))))
                .containsExactly("(a / b)");
        assertThat(shared(QUOTIENT.gt(1).and(QUOTIENT.lt(3)))).containsExactly("(a / b)");
    }

    @Test
    void keepsApartWhatMayFailInBranchesThatOtherRowsTake() {
        Expr condition = col("a").gt(1);
        assertThat(shared(QUOTIENT, QUOTIENT.plus(1))).containsExactly("(a / b)");
        assertThat(shared(when(condition, QUOTIENT).otherwise(QUOTIENT.plus(1)))).isEmpty();
        assertThat(shared(when(condition, QUOTIENT.plus(QUOTIENT)))).containsExactly("(a / b)");
        assertThat(shared(when(condition, SUM).otherwise(SUM.plus(1)))).containsExactly("(a + b)");
        assertThat(shared(condition.and(QUOTIENT.gt(1)), QUOTIENT.gt(1))).isEmpty();
    }
}
