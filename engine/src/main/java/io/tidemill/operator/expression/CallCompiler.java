// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.List;

import io.tidemill.BugException;
import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.arithmetic.Bitwise;
import io.tidemill.kernel.arithmetic.RealFunctions;
import io.tidemill.kernel.arithmetic.Rounding;
import io.tidemill.kernel.time.Calendar;
import io.tidemill.kernel.time.TimePart;
import io.tidemill.kernel.time.Truncation;
import io.tidemill.memory.ColumnWriter;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.computation.HashEvaluator;
import io.tidemill.operator.expression.computation.RowByRowEvaluator;
import io.tidemill.operator.expression.computation.RowComputations;
import io.tidemill.operator.expression.evaluator.BinaryEvaluator;
import io.tidemill.operator.expression.evaluator.ConstantEvaluator;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.JointValidity;
import io.tidemill.operator.expression.evaluator.PartialEvaluator;
import io.tidemill.operator.expression.evaluator.PartialUnaryEvaluator;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.operator.expression.evaluator.UnaryEvaluator;
import io.tidemill.operator.expression.user.Arguments;
import io.tidemill.operator.expression.user.LeftOutRows;
import io.tidemill.operator.expression.user.UserColumnEvaluator;
import io.tidemill.operator.expression.user.UserFunctionEvaluator;
import io.tidemill.plan.expr.BitFunction;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.HashFunction;
import io.tidemill.plan.expr.ListFunction;
import io.tidemill.plan.expr.RealFunction;
import io.tidemill.plan.expr.RoundFunction;
import io.tidemill.plan.expr.TextComputation;
import io.tidemill.plan.expr.TextFunction;
import io.tidemill.plan.expr.TimeFunction;
import io.tidemill.plan.expr.UserAggregate;
import io.tidemill.plan.expr.UserFunction;

/// Turns calls of functions into evaluators.
final class CallCompiler {
    private final ExpressionCompiler expressions;
    private final Forge forge;
    private final Scratch scratch;

    CallCompiler(ExpressionCompiler expressions, Forge forge, Scratch scratch) {
        this.expressions = expressions;
        this.forge = forge;
        this.scratch = scratch;
    }

    Evaluator compile(Bound.Call call) {
        List<Evaluator> operands = call.operands().stream().map(expressions::compile).toList();
        return switch (call.function()) {
            case RealFunction function when call.operands().getFirst().type().isDecimal() ->
                new DecimalCompiler(forge, scratch).call(function, call.operands().getFirst().type(), call,
                        operands.getFirst(), expressions.failed(call));
            case RoundFunction function -> rounded(function, call, operands.getFirst());
            case RealFunction function -> real(function, operands);
            case TextFunction function ->
                new TextCompiler(forge, scratch).compile(function, call, operands, expressions.failed(call));
            case ListFunction function -> new ListCompiler(forge, scratch).compile(function, call, operands);
            case TimeFunction function -> time(function, call, operands);
            case BitFunction function -> bits(function, call.type(), operands);
            case HashFunction function -> new HashEvaluator(function, operands, call.type(), scratch);
            case TextComputation function ->
                new RowByRowEvaluator(RowComputations.of(function, forge, scratch), operands.getFirst(),
                        scratch.writer(call.type()), expressions.failed(call), forge, scratch);
            case UserFunction function -> user(function, call, operands);
            case UserAggregate _ -> throw new BugException(call + " is an aggregate");
        };
    }

    private Evaluator user(UserFunction function, Bound.Call call, List<Evaluator> operands) {
        Arguments arguments = new Arguments(operands, function.schema(call.operands()), function.takesNulls(), forge,
                scratch);
        ColumnWriter result = scratch.writer(call.type());
        LeftOutRows leftOut = expressions.leftOut();
        return switch (function.body()) {
            case UserFunction.Body.OfRow(var body) ->
                new UserFunctionEvaluator(function, body, arguments, result, leftOut);
            case UserFunction.Body.OfChunk(var body) ->
                new UserColumnEvaluator(body, arguments, result, leftOut.code(function));
        };
    }

    private Evaluator bits(BitFunction function, Type type, List<Evaluator> operands) {
        Evaluator first = operands.getFirst();
        Evaluator second = function == BitFunction.NOT
                ? new ConstantEvaluator(new Bound.Constant(-1L, type), scratch)
                : operands.getLast();
        Bitwise operation = function == BitFunction.NOT ? Bitwise.XOR : Bitwise.valueOf(function.name());
        long target = first.scratch() != 0 ? first.scratch() : scratch.values(type);
        return new BinaryEvaluator(forge.kernel(operation.columns(type)), first, second,
                new JointValidity(forge, scratch), type, target);
    }

    private Evaluator real(RealFunction function, List<Evaluator> operands) {
        Evaluator first = operands.getFirst();
        long target = first.scratch() != 0 ? first.scratch() : scratch.values(Type.FLOAT64);
        return function == RealFunction.POW
                ? new BinaryEvaluator(forge.kernel(RealFunctions.power()), first, operands.getLast(),
                        new JointValidity(forge, scratch), Type.FLOAT64, target)
                : new UnaryEvaluator(forge.kernel(loop(function).column()), first, Type.FLOAT64, target);
    }

    private static RealFunctions loop(RealFunction function) {
        return RealFunctions.valueOf(function.name());
    }

    private Evaluator rounded(RoundFunction function, Bound.Call call, Evaluator number) {
        Type type = call.operands().getFirst().type();
        if (type.isDecimal()) {
            return new DecimalCompiler(forge, scratch).rounded(function, type, call, number, expressions.failed(call));
        }
        return type.isFloat()
                ? new UnaryEvaluator(forge.kernel(Rounding.floats(function.even(), function.places())), number, type,
                        scratch.values(type))
                : new PartialUnaryEvaluator(forge.kernel(Rounding.integers(type, function.even(), -function.places())),
                        number, expressions.failed(call), type, scratch.values(type));
    }

    private Evaluator time(TimeFunction function, Bound.Call call, List<Evaluator> operands) {
        Evaluator input = operands.getFirst();
        return switch (function) {
            case TimeFunction.Part(var kind) -> {
                Shape<Loop.Unary> part = TimePart.valueOf(kind.name()).of(call.operands().getFirst().type());
                yield new UnaryEvaluator(forge.kernel(part), input, call.type(), scratch.values(call.type()));
            }
            case TimeFunction.Truncate(var unit) ->
                new PartialUnaryEvaluator(forge.kernel(Truncation.valueOf(unit.name()).moments()), input,
                        expressions.failed(call), call.type(), scratch.values(call.type()));
            case TimeFunction.AddMonths _ -> new PartialEvaluator(forge.kernel(Calendar.plusMonths()), input,
                    operands.getLast(), new JointValidity(forge, scratch), expressions.failed(call), call.type(),
                    scratch.values(call.type()));
            case TimeFunction.MonthsBetween(boolean rounded) ->
                new BinaryEvaluator(forge.kernel(Calendar.monthsBetween(rounded)), input, operands.getLast(),
                        new JointValidity(forge, scratch), call.type(), scratch.values(call.type()));
            case TimeFunction.NextDay(var day) ->
                new PartialUnaryEvaluator(forge.kernel(Calendar.next(day.number())), input,
                        expressions.failed(call), call.type(), scratch.values(call.type()));
            case TimeFunction.AddDays _,TimeFunction.DaysBetween _ ->
                throw new IllegalArgumentException(call + " is arithmetic");
        };
    }
}
