// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.NaiveExpression;
import io.tidemill.operator.expression.RandomExpressions;
import io.tidemill.plan.expr.ArithmeticOperator;
import io.tidemill.plan.expr.Bound;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RandomRows;
import io.tidemill.testkit.TestRow;

class ProjectOperatorTest {
    private static final Schema SCHEMA = Schema.of(Field.of("id", Type.INT32), Field.nullable("size", Type.INT32),
            Field.nullable("large", Type.INT64), Field.of("total", Type.INT64), Field.nullable("single", Type.FLOAT32),
            Field.nullable("price", Type.FLOAT64), Field.nullable("open", Type.BOOL), Field.nullable("word", Type.UTF8),
            Field.nullable("thing", Type.OBJECT), Field.nullable("day", Type.DATE), Field.of("at", Type.TIMESTAMP));

    private static Bound column(String name) {
        int index = SCHEMA.indexOf(name);
        Field field = SCHEMA.field(index);
        return new Bound.Column(index, name, field.type(), field.nullable());
    }

    private static OperatorCase projecting(List<Bound> expressions) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            fields.add(new Field("column " + i, expressions.get(i).type(), expressions.get(i).nullable()));
        }
        Schema output = new Schema(fields);
        return OperatorCase.of("select " + expressions, SCHEMA, output,
                () -> new ProjectOperator(SCHEMA, output, expressions),
                () -> (row, to) -> to.accept(
                        TestRow.make(expressions.size(), i -> NaiveExpression.evaluate(expressions.get(i), row))));
    }

    @Test
    void passesColumnsOnInAnyOrderAndNumber() {
        OperatorHarness.verify(
                projecting(List.of(column("thing"), column("word"), column("id"), column("open"), column("word")))
                        .columnar());
    }

    @Test
    void computesColumnsBesideThoseThatItPasses() {
        Bound perId = new Bound.Arithmetic(ArithmeticOperator.DIV, column("total"), new Bound.Constant(10L, Type.INT64),
                Type.INT64);
        OperatorHarness
                .verify(projecting(List.of(perId, column("word"), new Bound.Constant("unit", Type.UTF8))).columnar());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesWithSqlOnAnyExpressions(long seed) {
        RandomExpressions random = new RandomExpressions(SCHEMA, new SplittableRandom(seed));
        OperatorHarness.verify(projecting(
                List.of(random.of(random.numberType(), 4), random.of(random.numberType(), 3), random.of(Type.BOOL, 2),
                        random.of(random.numberType(), 2), random.of(Type.TIMESTAMP, 1), random.of(Type.DATE, 1),
                        random.of(Type.UTF8, 3)))
                .rows(RandomRows.of(SCHEMA).withOddFloats()));
    }
}
