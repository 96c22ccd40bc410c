// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A function of the values of a row. What it takes and gives is in [TypeRules].
public sealed interface ScalarFunction
        permits RealFunction, RoundFunction, BitFunction, HashFunction, TextFunction, TextComputation, TimeFunction,
        ListFunction,
        UserFunction, UserAggregate {

    /// As users call it.
    String functionName();

    /// What it is called with behind its operands: constants, texts or numbers.
    default List<Object> parameters() {
        return List.of();
    }

    /// Whether a method is called for each row, where a kernel would go over the column.
    default boolean isRowByRow() {
        return false;
    }

    /// Whether it is the user's code that is called.
    default boolean isOfUser() {
        return false;
    }

    /// A call as its author wrote it.
    default String call(List<?> operands) {
        return Stream.concat(operands.stream(), parameters().stream().map(ScalarFunction::text))
                .map(Object::toString)
                .collect(Collectors.joining(", ", functionName() + "(", ")"));
    }

    private static Object text(Object parameter) {
        return parameter instanceof String ? "'" + parameter + "'" : parameter;
    }
}
