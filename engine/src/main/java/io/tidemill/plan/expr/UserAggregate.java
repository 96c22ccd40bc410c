// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.tidemill.Aggregator;
import io.tidemill.PlanException;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.Site;

/// An aggregate of the user's: `Functions.udaf` makes one, [#apply] is what it is of. A plan knows it by its name.
///
/// @param arguments the type of each; a decimal stands for all decimals
/// @param takesRows whether it is handed a `Row` of its arguments, or the value of the only one
/// @param stateBytes how many bytes a state is taken to have, for the operator's budget
/// @param site where the user made it
public record UserAggregate(String name, List<Type> arguments, boolean takesRows, Type result,
        Aggregator<Object, Object, Object> aggregator, int stateBytes, Site site) implements ScalarFunction {
    /// As much as a small object and its place in a table.
    public static final int FEW_BYTES = 100;

    public UserAggregate {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty()) {
            throw new PlanException("%s is an aggregate of nothing [%s]".formatted(name, site));
        }
        if (name.isBlank()) {
            throw new PlanException("an aggregate needs a name, by which plans know it [%s]".formatted(site));
        }
        if (stateBytes <= 0) {
            throw new PlanException("a state of %s has %d bytes [%s]".formatted(name, stateBytes, site));
        }
    }

    /// The same with states of about so many bytes.
    public UserAggregate stateBytes(int bytes) {
        return new UserAggregate(name, arguments, takesRows, result, aggregator, bytes, site);
    }

    /// The same with results of another decimal: `returning(Type.decimal(12, 2))`.
    public UserAggregate returning(Type type) {
        if (!type.equals(result) && !(type.isDecimal() && result.isDecimal())) {
            throw new PlanException("%s answers %s, not %s [%s]".formatted(name, result, type, site));
        }
        return new UserAggregate(name, arguments, takesRows, type, aggregator, stateBytes, site);
    }

    /// The aggregate of columns, other expressions, or plain values: one for each argument.
    public Aggregate apply(@Nullable Object... operands) {
        return new Aggregate(AggregateFunction.USER,
                new Expr.Call(this, Stream.of(operands).map(Literals::expr).toList()));
    }

    /// The columns of the rows that it is handed, by number from 1 on.
    ///
    /// @param types of the values, which may have more digits than the arguments say
    public static Schema schema(List<Type> types) {
        return new Schema(IntStream.range(0, types.size())
                .mapToObj(i -> Field.nullable(Integer.toString(i + 1), types.get(i)))
                .toList());
    }

    /// The one that an argument was made by.
    public static UserAggregate of(Bound argument) {
        return (UserAggregate) ((Bound.Call) argument).function();
    }

    @Override
    public boolean isRowByRow() {
        return true;
    }

    @Override
    public boolean isOfUser() {
        return true;
    }

    @Override
    public String functionName() {
        return name;
    }
}
