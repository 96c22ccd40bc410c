// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.tidemill.ColumnFunction;
import io.tidemill.PlanException;
import io.tidemill.Row;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.Site;

/// A function of the user's, to be called in expressions: `Functions.udf` makes one, [#apply] is the call.
///
/// It is handed the rows that are meant, in no order that it could rely on, and not those that a filter or a `when` leaves out, perhaps on
/// several threads at once; what it answers must follow from its arguments alone. A plan knows it by its name.
///
/// @param arguments the type of each; a decimal stands for all decimals
/// @param takesNulls whether it is called where an argument is null, too; else the answer is null there
/// @param site where the user made it
public record UserFunction(String name, List<Type> arguments, Type result, boolean takesNulls, Body body,
        Site site) implements ScalarFunction {

    /// Answers a value of the class of the result's column, or null.
    @FunctionalInterface
    public interface RowBody {
        @Nullable
        Object apply(Row arguments) throws Exception;
    }

    /// What is called.
    public sealed interface Body {

        /// For each row, with a view of the arguments.
        record OfRow(RowBody function) implements Body {}

        /// For all rows of a chunk.
        record OfChunk(ColumnFunction function) implements Body {}
    }

    public UserFunction {
        if (name.isBlank()) {
            throw new PlanException("a function needs a name, by which plans know it [%s]".formatted(site));
        }
        arguments = List.copyOf(arguments);
    }

    /// The same, called also where an argument is null.
    public UserFunction withNulls() {
        return new UserFunction(name, arguments, result, true, body, site);
    }

    /// The same with answers of another column: `returning(Type.decimal(12, 2))`.
    public UserFunction returning(Type type) {
        if (!type.equals(result) && !(type.isDecimal() && result.isDecimal())) {
            throw new PlanException("%s answers %s, not %s [%s]".formatted(name, result, type, site));
        }
        return new UserFunction(name, arguments, type, takesNulls, body, site);
    }

    /// A call: of columns, other expressions, or plain values.
    public Expr apply(@Nullable Object... operands) {
        return new Expr.Call(this, Stream.of(operands).map(Literals::expr).toList());
    }

    /// The columns that a call hands over, by number from 1 on.
    public Schema schema(List<Bound> operands) {
        return new Schema(Stream.iterate(0, i -> i + 1)
                .limit(operands.size())
                .map(i -> new Field(Integer.toString(i + 1), operands.get(i).type(), operands.get(i).nullable()))
                .toList());
    }

    @Override
    public String functionName() {
        return name;
    }

    @Override
    public boolean isRowByRow() {
        return body instanceof Body.OfRow;
    }

    @Override
    public boolean isOfUser() {
        return true;
    }
}
