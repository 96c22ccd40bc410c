// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.NaiveExpression;
import io.tidemill.operator.expression.RandomExpressions;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.ComparisonOperator;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RandomRows;
import io.tidemill.testkit.RowReference;

class FilterOperatorTest {
    private static final Schema SCHEMA = Schema.of(Field.of("kind", Type.INT32), Field.nullable("size", Type.INT32),
            Field.nullable("large", Type.INT64),
            Field.nullable("single", Type.FLOAT32), Field.nullable("price", Type.FLOAT64),
            Field.nullable("open", Type.BOOL), Field.of("sure", Type.BOOL),
            Field.nullable("word", Type.UTF8), Field.of("name", Type.UTF8), Field.nullable("at", Type.TIMESTAMP),
            Field.nullable("day", Type.DATE), Field.nullable("tiny", Type.INT8),
            Field.of("short", Type.INT16));

    private static OperatorCase filtering(Bound predicate) {
        return OperatorCase
                .of("where " + predicate, SCHEMA, SCHEMA, () -> new FilterOperator(SCHEMA, predicate),
                        () -> reference(predicate))
                .rows(RandomRows.of(SCHEMA).withOddFloats());
    }

    private static RowReference reference(Bound predicate) {
        return (row, output) -> {
            if (Boolean.TRUE.equals(NaiveExpression.evaluate(predicate, row))) {
                output.accept(row);
            }
        };
    }

    private static Bound kindIs(int kind) {
        return new Bound.Comparison(ComparisonOperator.LT, new Bound.Column(0, "kind", Type.INT32, false),
                new Bound.Constant(kind, Type.INT32));
    }

    @Test
    void keepsOnlyRowsThatMatch() {
        OperatorHarness.verify(filtering(kindIs(30)).columnar());
    }

    @Test
    void keepsAllRowsOrNone() {
        OperatorHarness.verify(filtering(new Bound.Constant(true, Type.BOOL)).columnar());
        OperatorHarness.verify(filtering(new Bound.Constant(false, Type.BOOL)).columnar());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void agreesWithSqlOnAnyCondition(long seed) {
        OperatorHarness.verify(filtering(new RandomExpressions(SCHEMA, new SplittableRandom(seed)).of(Type.BOOL, 4)));
    }
}
