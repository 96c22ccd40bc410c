// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.Expr;

import static io.tidemill.Functions.coalesce;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.concat;
import static io.tidemill.Functions.dateAdd;
import static io.tidemill.Functions.lit;
import static io.tidemill.Functions.nullif;
import static io.tidemill.Functions.upper;
import static io.tidemill.Functions.when;
import static io.tidemill.Functions.year;
import static org.assertj.core.api.Assertions.assertThat;

class ConstantFoldingTest {
    private static final Schema SCHEMA = Schema.of(Field.of("x", Type.INT32), Field.nullable("open", Type.BOOL));

    private static Bound fold(Expr expression) {
        return ConstantFolding.fold(new Binder(SCHEMA, "table", new Site("select", "Table.java:1")).bind(expression));
    }

    @Test
    void computesWhatReadsNoColumn() {
        assertThat(fold(lit(60).times(60))).isEqualTo(new Bound.Constant(3600, Type.INT32));
        assertThat(fold(col("x").gt(lit(60).times(60)))).hasToString("(x > 3600)");
        assertThat(fold(upper(concat(lit("ti"), "de")))).isEqualTo(new Bound.Constant("TIDE", Type.UTF8));
        assertThat(fold(lit(2).gt(1).and(lit(true)))).isEqualTo(new Bound.Constant(true, Type.BOOL));
        assertThat(fold(year(lit(LocalDate.of(1969, 7, 20))))).isEqualTo(new Bound.Constant(1969, Type.INT32));
        assertThat(fold(dateAdd(lit(LocalDate.EPOCH), 3))).isEqualTo(new Bound.Constant(3, Type.DATE));
        assertThat(fold(lit(300).cast(Type.INT8).isNull())).hasToString("cast(300 as int8) is null");
        assertThat(fold(lit(0.1f).cast(Type.FLOAT64))).isEqualTo(new Bound.Constant((double) 0.1f, Type.FLOAT64));
    }

    @Test
    void aNullThatIsNoFailureIsAConstantToo() {
        assertThat(fold(nullif(lit(1), 1))).isEqualTo(new Bound.Null(Type.INT32));
        assertThat(fold(coalesce(nullif(lit(1), 1), 7))).isEqualTo(new Bound.Constant(7, Type.INT32));
    }

    @Test
    void leavesWhatFailsToTheRowsThatAskForIt() {
        assertThat(fold(lit(1).div(0))).hasToString("(1 div 0)");
        assertThat(fold(when(col("open"), lit(Integer.MAX_VALUE).plus(1))))
                .hasToString("if(open, (2147483647 + 1), null)");
    }

    @Test
    void leavesOutWhatAConditionDecides() {
        assertThat(fold(when(lit(1).gt(2), col("x")).otherwise(col("x").plus(1)))).hasToString("(x + 1)");
        assertThat(fold(lit(true).and(col("open")))).hasToString("open");
        assertThat(fold(lit(false).and(col("open")))).hasToString("false");
        assertThat(fold(lit(true).or(col("open")))).hasToString("true");
        assertThat(fold(col("open").or(false))).hasToString("open");
        assertThat(fold(col("open").and(false))).hasToString("(open and false)");
    }
}
