// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.arithmetic.Arithmetic;
import io.tidemill.kernel.decimal.DecimalArithmetic;
import io.tidemill.kernel.decimal.DecimalCasts;
import io.tidemill.kernel.decimal.DecimalCasts.Rounding;
import io.tidemill.kernel.decimal.DecimalTexts;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.FailedRows;
import io.tidemill.operator.expression.evaluator.PartialUnaryEvaluator;
import io.tidemill.operator.expression.evaluator.RetypedEvaluator;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.operator.expression.evaluator.UnaryEvaluator;
import io.tidemill.operator.expression.text.TextFormatEvaluator;
import io.tidemill.operator.expression.text.TextParseEvaluator;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.RealFunction;
import io.tidemill.plan.expr.RoundFunction;

/// Finds the loops of operations on decimals, where those of int64s do not serve.
final class DecimalCompiler {
    private final Forge forge;
    private final Scratch scratch;

    DecimalCompiler(Forge forge, Scratch scratch) {
        this.forge = forge;
        this.scratch = scratch;
    }

    /// Whether arithmetic needs a loop of decimals: the result may have to be rounded, may not fit, or is more than an int64.
    static boolean computes(Bound.Arithmetic node) {
        return node.type().isDecimal() && (node.isPartial() || node.type().isWide() || node.left().type().isWide()
                || node.right().type().isWide());
    }

    /// The loop of arithmetic whose result has to be rounded or may not fit.
    static Shape<Loop.Partial> arithmetic(Bound.Arithmetic node) {
        DecimalArithmetic operation = switch (node.operator()) {
            case PLUS -> DecimalArithmetic.ADD;
            case MINUS -> DecimalArithmetic.SUB;
            case TIMES -> DecimalArithmetic.MUL;
            case DIVIDE -> DecimalArithmetic.DIV;
            case MOD -> DecimalArithmetic.MOD;
            case DIV -> throw new IllegalArgumentException(node + " is of integers");
        };
        return operation.of(node.left().type(), node.right().type(), node.type());
    }

    /// A cast from or to a decimal.
    Evaluator cast(Bound.Cast node, Evaluator input, FailedRows failed) {
        Type from = node.input().type();
        Type to = node.type();
        if (to.equals(Type.UTF8)) {
            return new TextFormatEvaluator(DecimalTexts.format(from), input, forge, scratch);
        }
        if (from.equals(Type.UTF8)) {
            return new TextParseEvaluator(forge.kernel(DecimalTexts.parse(to)), input, failed, to,
                    scratch.values(to));
        }
        if (to.isFloat()) {
            return new UnaryEvaluator(forge.kernel(DecimalCasts.floats(from, to)), input, to, scratch.values(to));
        }
        if (from.isFloat()) {
            return partial(DecimalCasts.ofFloats(from, to), input, failed, to);
        }
        if (to.isInteger()) {
            return partial(DecimalCasts.integers(from, to, Rounding.DOWN), input, failed, to);
        }
        boolean isSame = from.scale() == to.scale() && from.byteWidth() == to.byteWidth();
        if (node.isPartial() || !from.isDecimal() || (to.isWide() && !isSame)) {
            return partial(DecimalCasts.rescaled(from, to), input, failed, to);
        }
        return from.scale() == to.scale()
                ? new RetypedEvaluator(input, to)
                : new UnaryEvaluator(forge.kernel(Arithmetic.MUL.byConstant(to, DecimalCasts.power(from, to))), input,
                        to, scratch.values(to));
    }

    /// The whole number below a decimal, or above it, or its size.
    Evaluator call(RealFunction function, Type decimal, Bound.Call call, Evaluator input, FailedRows failed) {
        if (function == RealFunction.ABS) {
            return new UnaryEvaluator(forge.kernel(DecimalCasts.absolute()), input, decimal, scratch.values(decimal));
        }
        Rounding rounding = function == RealFunction.CEIL ? Rounding.CEILING : Rounding.FLOOR;
        return partial(DecimalCasts.integers(decimal, call.type(), rounding), input, failed, call.type());
    }

    /// A decimal rounded to places that it has more of: in units of the last one, and, in front of the point, as ones again.
    Evaluator rounded(RoundFunction function, Type decimal, Bound.Call call, Evaluator input, FailedRows failed) {
        Type type = call.type();
        Rounding rounding = function.even() ? Rounding.HALF_EVEN : Rounding.HALF_UP;
        int cut = decimal.scale() - function.places();
        if (function.places() >= 0) {
            return partial(DecimalCasts.units(decimal, type, cut, rounding), input, failed, type);
        }
        Type units = Type.decimal(decimal.precision() - cut + 1, 0);
        Evaluator whole = partial(DecimalCasts.units(decimal, units, cut, rounding), input, failed, units);
        return partial(DecimalCasts.multiplied(units, type, -function.places()), whole, failed, type);
    }

    private Evaluator partial(Shape<Loop.PartialUnary> shape, Evaluator input, FailedRows failed, Type type) {
        return new PartialUnaryEvaluator(forge.kernel(shape), input, failed, type, scratch.values(type));
    }
}
