// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.List;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.Bytes;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.operator.ValueFailures;
import io.tidemill.operator.expression.ColumnProgram;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.Literals;

/// Computes what reads no column while the plan is made: `lit(60).times(60)` is 3600 in every row.
///
/// A part is evaluated as the engine would, of one row, so that the value is the same. What has none is left as it is: each row that
/// asks for it counts. Functions of the user's are only called for rows, and no
/// constant is a list.
public final class ConstantFolding {
    private static final Forge FORGE = Forge.scalarOnly();
    private static final long MOST_BYTES = 1 << 20;

    private ConstantFolding() {}

    /// The same expression with its constant parts computed.
    public static Bound fold(Bound expression) {
        if (expression instanceof Bound.Leaf) {
            return expression;
        }
        List<Bound> operands = expression.children().stream().map(ConstantFolding::fold).toList();
        Bound folded = operands.equals(expression.children()) ? expression : expression.withChildren(operands);
        if (folded instanceof Bound.Call call && call.function().isOfUser()) {
            return folded;
        }
        if (!folded.type().isList() && operands.stream().allMatch(ConstantFolding::isConstant)) {
            return value(folded);
        }
        return decided(folded);
    }

    /// Whether it is a constant, or a list of them.
    private static boolean isConstant(Bound operand) {
        boolean isList = operand instanceof Bound.Call call && !call.function().isOfUser() && call.type().isList();
        return isList
                ? operand.children().stream().allMatch(ConstantFolding::isConstant)
                : operand instanceof Bound.Leaf && !(operand instanceof Bound.Column);
    }

    /// What is left of a condition or a choice of which one operand is known.
    private static Bound decided(Bound expression) {
        return switch (expression) {
            case Bound.If(Bound.Constant(Boolean taken, _), Bound value, Bound otherwise, _) ->
                taken ? value : otherwise;
            case Bound.If(Bound.Null _, _, Bound otherwise, _) -> otherwise;
            case Bound.And(Bound.Constant(Boolean left, _), Bound right) ->
                left ? right : expression.children().getFirst();
            case Bound.Or(Bound.Constant(Boolean left, _), Bound right) ->
                left ? expression.children().getFirst() : right;
            case Bound.And(Bound left, Bound.Constant(Boolean right, _)) when right -> left;
            case Bound.Or(Bound left, Bound.Constant(Boolean right, _)) when !right -> left;
            default -> expression;
        };
    }

    private static Bound value(Bound expression) {
        ValueFailures failures = ValueFailures.nulls("a constant");
        try (MemoryBudget budget = MemoryBudget.limited("a constant", MOST_BYTES);
                ColumnProgram program = new ColumnProgram(List.of(expression), FORGE, budget, 1, failures)) {
            Chunk row = new Chunk(Schema.of());
            row.rows(1);
            program.run(row);
            return failures.count().value() > 0 ? expression : value(program.column(0));
        }
    }

    private static Bound value(Column column) {
        if (column.isNull(0)) {
            return new Bound.Null(column.type());
        }
        if (column.type().isDecimal()) {
            return Literals.decimal(column.decimalAt(0).unscaledValue(), column.type());
        }
        return new Bound.Constant(switch (column.type().kind()) {
            case BOOL -> column.booleanAt(0);
            case INT8, INT16, INT32, DATE -> column.intAt(0);
            case INT64, TIMESTAMP, TIMESTAMP_NTZ, TIME, DECIMAL -> column.longAt(0);
            case FLOAT32 -> column.floatAt(0);
            case FLOAT64 -> column.doubleAt(0);
            case UTF8 -> column.stringAt(0);
            case BINARY -> Bytes.of(column.bytesAt(0));
            case LIST, OBJECT -> throw new IllegalArgumentException("no expression is " + column.type());
        }, column.type());
    }
}
