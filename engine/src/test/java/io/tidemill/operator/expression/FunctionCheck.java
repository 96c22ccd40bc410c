// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.columns.ProjectOperator;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.Expr;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.TestRow;

/// A function of the column `x`, held against one of Java's that is called row by row: with nulls, in chunks of all sizes, in lanes.
final class FunctionCheck {
    private static final int ONE_NULL_IN = 6;

    private FunctionCheck() {}

    /// @param values of which rows have one each, or null
    /// @param naive what a value that is there comes to; null if it has none
    static <A> void verify(Expr function, Type type, List<A> values, Function<A, @Nullable Object> naive) {
        verifyAll(function, type, values, value -> value == null ? null : naive.apply(value));
    }

    /// @param naive what any value comes to, null too
    static <A> void verifyAll(Expr function, Type type, List<A> values, Function<@Nullable A, @Nullable Object> naive) {
        Schema input = Schema.of(Field.nullable("x", type));
        Bound bound = new Binder(input, "rows", new Site("select", "FunctionCheck")).bind(function);
        Schema output = Schema.of(Field.nullable("made", bound.type()));
        OperatorHarness.verify(OperatorCase
                .of(function.toString(), input, output, () -> new ProjectOperator(input, output, List.of(bound)),
                        () -> (row, to) -> to.accept(made(row.get(0), naive)))
                .rows(random -> TestRow.make(1, _ -> random.nextInt(ONE_NULL_IN) == 0
                        ? null
                        : values.get(random.nextInt(values.size())))));
    }

    @SuppressWarnings("unchecked") // of the values that were given
    private static <A> TestRow made(@Nullable Object value, Function<@Nullable A, @Nullable Object> naive) {
        return TestRow.make(1, _ -> naive.apply((A) value));
    }
}
