// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.Aggregator;
import io.tidemill.PlanException;
import io.tidemill.memory.Type;
import io.tidemill.plan.Site;

/// An aggregate of the user's: `Functions.udaf` makes one, [#apply] is what it is of. A plan knows it by its name.
///
/// @param argument the type of the argument; a decimal stands for all decimals
/// @param stateBytes how many bytes a state is taken to have, for the operator's budget
/// @param site where the user made it
public record UserAggregate(String name, Type argument, Type result, Aggregator<Object, Object, Object> aggregator,
        int stateBytes, Site site) implements ScalarFunction {
    /// As much as a small object and its place in a table.
    public static final int FEW_BYTES = 100;

    public UserAggregate {
        if (name.isBlank()) {
            throw new PlanException("an aggregate needs a name, by which plans know it [%s]".formatted(site));
        }
        if (stateBytes <= 0) {
            throw new PlanException("a state of %s has %d bytes [%s]".formatted(name, stateBytes, site));
        }
    }

    /// The same with states of about so many bytes.
    public UserAggregate stateBytes(int bytes) {
        return new UserAggregate(name, argument, result, aggregator, bytes, site);
    }

    /// The same with results of another decimal: `returning(Type.decimal(12, 2))`.
    public UserAggregate returning(Type type) {
        if (!type.equals(result) && !(type.isDecimal() && result.isDecimal())) {
            throw new PlanException("%s answers %s, not %s [%s]".formatted(name, result, type, site));
        }
        return new UserAggregate(name, argument, type, aggregator, stateBytes, site);
    }

    /// The aggregate of a column or another expression.
    public Aggregate apply(@Nullable Object operand) {
        return new Aggregate(AggregateFunction.USER, new Expr.Call(this, List.of(Literals.expr(operand))));
    }

    /// The one that an argument was made by.
    public static UserAggregate of(Bound argument) {
        return (UserAggregate) ((Bound.Call) argument).function();
    }

    @Override
    public String functionName() {
        return name;
    }
}
