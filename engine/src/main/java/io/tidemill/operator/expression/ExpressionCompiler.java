// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tidemill.BugException;
import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.arithmetic.Arithmetic;
import io.tidemill.kernel.arithmetic.Cast;
import io.tidemill.kernel.arithmetic.CheckedArithmetic;
import io.tidemill.kernel.arithmetic.CheckedCast;
import io.tidemill.kernel.arithmetic.Division;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.kernel.comparison.Comparison;
import io.tidemill.kernel.decimal.DecimalCasts;
import io.tidemill.kernel.decimal.DecimalComparison;
import io.tidemill.kernel.text.number.NumberTexts;
import io.tidemill.kernel.time.Midnights;
import io.tidemill.kernel.time.TimePart;
import io.tidemill.kernel.time.TimeTexts;
import io.tidemill.memory.Type;
import io.tidemill.operator.ValueFailures;
import io.tidemill.operator.expression.evaluator.BinaryEvaluator;
import io.tidemill.operator.expression.evaluator.ColumnReference;
import io.tidemill.operator.expression.evaluator.ConstantEvaluator;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.FailedRows;
import io.tidemill.operator.expression.evaluator.FloatDivisionEvaluator;
import io.tidemill.operator.expression.evaluator.JointValidity;
import io.tidemill.operator.expression.evaluator.NullEvaluator;
import io.tidemill.operator.expression.evaluator.PartialEvaluator;
import io.tidemill.operator.expression.evaluator.PartialUnaryEvaluator;
import io.tidemill.operator.expression.evaluator.RetypedEvaluator;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.operator.expression.evaluator.SharedEvaluator;
import io.tidemill.operator.expression.evaluator.SharedEvaluator.Turn;
import io.tidemill.operator.expression.evaluator.UnaryEvaluator;
import io.tidemill.operator.expression.text.TextDecodeEvaluator;
import io.tidemill.operator.expression.text.TextFormatEvaluator;
import io.tidemill.operator.expression.text.TextParseEvaluator;
import io.tidemill.operator.expression.truth.BooleanReference;
import io.tidemill.operator.expression.truth.ComparisonEvaluator;
import io.tidemill.operator.expression.truth.ConstantComparisonEvaluator;
import io.tidemill.operator.expression.truth.DifferenceEvaluator;
import io.tidemill.operator.expression.truth.IfEvaluator;
import io.tidemill.operator.expression.truth.IsNullEvaluator;
import io.tidemill.operator.expression.truth.LogicEvaluator;
import io.tidemill.operator.expression.truth.NotEvaluator;
import io.tidemill.operator.expression.truth.TextComparisonEvaluator;
import io.tidemill.operator.expression.truth.TextPredicateEvaluator;
import io.tidemill.operator.expression.truth.Truth;
import io.tidemill.operator.expression.truth.TruthAsNumber;
import io.tidemill.operator.expression.user.LeftOutRows;
import io.tidemill.plan.expr.ArithmeticOperator;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.ComparisonOperator;
import io.tidemill.plan.expr.SharedParts;
import io.tidemill.plan.expr.SharedParts.Branch;
import io.tidemill.plan.expr.SharedParts.Part;

/// Turns a bound expression into evaluators: each node finds its kernel and its scratch once.
///
/// A constant operand chooses the kernel that carries it; where there is none, and on the left of a comparison, it is a column
/// like any other. A node writes over the values of an operand where these are as wide and nobody else's. A part that is used more
/// than once is compiled once, and nobody writes over it.
final class ExpressionCompiler {
    private final Forge forge;
    private final Scratch scratch;
    private final ValueFailures failures;
    private final SharedParts parts;
    private final Turn turn = new Turn();
    private final Map<Part, Evaluator> compiledParts = new HashMap<>();
    private final Optional<LeftOutRows> leftOut;
    private Optional<Branch> branch = Optional.empty();

    /// @param expressions all that will be compiled
    /// @param leftOut where functions of the user's may be called
    ExpressionCompiler(List<Bound> expressions, Forge forge, Scratch scratch, ValueFailures failures,
            Optional<LeftOutRows> leftOut) {
        this.forge = forge;
        this.scratch = scratch;
        this.failures = failures;
        this.parts = new SharedParts(expressions);
        this.leftOut = leftOut;
    }

    /// To be moved on before each evaluation.
    Turn turn() {
        return turn;
    }

    Evaluator compile(Bound expression) {
        if (expression instanceof Bound.Leaf leaf) {
            return leaf(leaf);
        }
        return parts.isShared(expression, branch) ? sharedPart(expression) : node(expression);
    }

    private Evaluator leaf(Bound.Leaf leaf) {
        return switch (leaf) {
            case Bound.Column column -> new ColumnReference(column.index());
            case Bound.Constant constant -> new ConstantEvaluator(constant, scratch);
            case Bound.Null(Type type) -> new NullEvaluator(type, scratch);
        };
    }

    private Evaluator sharedPart(Bound expression) {
        Part part = SharedParts.part(expression, branch);
        Evaluator known = compiledParts.get(part);
        if (known == null) {
            known = new SharedEvaluator(node(expression), expression.type(), turn);
            compiledParts.put(part, known);
        }
        return known;
    }

    private Evaluator node(Bound expression) {
        return switch (expression) {
            case Bound.Arithmetic arithmetic -> arithmetic(arithmetic);
            case Bound.Cast cast -> cast(cast);
            case Bound.LowBits(var input, var type) when input.type().isDecimal() || type.isDecimal() ->
                new RetypedEvaluator(compile(input), type);
            case Bound.LowBits(var input, var type) -> new UnaryEvaluator(forge.kernel(Cast.of(input.type(), type)),
                    compile(input), type, scratch.values(type));
            case Bound.Word(var input, var shift) -> new UnaryEvaluator(forge.kernel(DecimalCasts.word(shift)),
                    compile(input), Type.INT64, scratch.values(Type.INT64));
            case Bound.Comparison comparison -> comparison(comparison);
            case Bound.And _,Bound.Or _ -> logic((Bound.Pair) expression);
            case Bound.Not(var input) -> new NotEvaluator(truth(input), forge, scratch);
            case Bound.IsNull(var input) -> new IsNullEvaluator(compile(input), forge, scratch);
            case Bound.If choice -> choice(choice);
            case Bound.Call call -> new CallCompiler(this, forge, scratch).compile(call);
            case Bound.Leaf leaf -> leaf(leaf);
        };
    }

    /// A boolean expression whose bits are 0 where it is null.
    Evaluator truth(Bound expression) {
        return expression instanceof Bound.Column column
                ? new BooleanReference(column.index(), forge, scratch)
                : compile(expression);
    }

    private Evaluator logic(Bound.Pair node) {
        return new LogicEvaluator(node instanceof Bound.And, truth(node.left()), operand(node, 1),
                node.right().mayFail(), forge, scratch);
    }

    private Evaluator choice(Bound.If node) {
        return new IfEvaluator(node, truth(node.condition()), operand(node, 1), operand(node, 2), forge, scratch);
    }

    /// An operand that may be asked for fewer rows than the node is.
    private Evaluator operand(Bound node, int number) {
        Optional<Branch> outer = branch;
        branch = SharedParts.branch(outer, node, number);
        Bound operand = node.children().get(number);
        Evaluator evaluator = operand.type().equals(Type.BOOL) ? truth(operand) : compile(operand);
        branch = outer;
        return evaluator;
    }

    private Evaluator arithmetic(Bound.Arithmetic node) {
        if (DecimalCompiler.computes(node)) {
            return partial(forge.kernel(DecimalCompiler.arithmetic(node)), node);
        }
        return switch (node.operator()) {
            case PLUS -> arithmetic(node, Arithmetic.ADD, CheckedArithmetic.ADD);
            case MINUS -> arithmetic(node, Arithmetic.SUB, CheckedArithmetic.SUB);
            case TIMES -> arithmetic(node, Arithmetic.MUL, CheckedArithmetic.MUL);
            case DIVIDE, DIV, MOD -> node.left().type().isFloat() ? floatDivision(node) : integerDivision(node);
        };
    }

    private Evaluator arithmetic(Bound.Arithmetic node, Arithmetic operation, CheckedArithmetic checked) {
        Type type = node.type();
        if (node.isPartial()) {
            return partial(forge.kernel(checked.columns(type)), node);
        }
        if (node.right() instanceof Bound.Constant(Number constant, _)) {
            return unary(forge.kernel(operation.byConstant(type, constant)), node.left(), type);
        }
        if (node.left() instanceof Bound.Constant(Number constant, _)) {
            return unary(forge.kernel(operation.ofConstant(constant, type)), node.right(), type);
        }
        Evaluator left = compile(node.left());
        Evaluator right = compile(node.right());
        return new BinaryEvaluator(forge.kernel(operation.columns(type)), left, right, validity(), type,
                target(type, left, right));
    }

    private Evaluator integerDivision(Bound.Arithmetic node) {
        Division operation = node.operator() == ArithmeticOperator.MOD ? Division.MOD : Division.DIV;
        Type type = node.type();
        if (!node.isPartial() && node.right() instanceof Bound.Constant(Number divisor, _)) {
            return unary(forge.kernel(operation.byConstant(type, divisor.longValue())), node.left(), type);
        }
        return partial(forge.kernel(operation.columns(type)), node);
    }

    private Evaluator partial(Kernel<Loop.Partial> kernel, Bound.Arithmetic node) {
        Evaluator left = compile(node.left());
        Evaluator right = compile(node.right());
        int width = node.type().byteWidth();
        boolean isAsWide = node.left().type().byteWidth() == width && node.right().type().byteWidth() == width;
        return new PartialEvaluator(kernel, left, right, validity(), failed(node), node.type(),
                isAsWide ? target(node.type(), left, right) : scratch.values(node.type()));
    }

    private Evaluator floatDivision(Bound.Arithmetic node) {
        Arithmetic operation = node.operator() == ArithmeticOperator.MOD ? Arithmetic.MOD : Arithmetic.DIV;
        Type type = node.type();
        if (node.right() instanceof Bound.Constant(Number divisor, _) && divisor.doubleValue() != 0) {
            return unary(forge.kernel(operation.byConstant(type, divisor)), node.left(), type);
        }
        Evaluator left = compile(node.left());
        Evaluator right = compile(node.right());
        Kernel<Loop.Predicate> isNotZero = forge.kernel(Comparison.NE.withConstant(type, 0.0));
        return new FloatDivisionEvaluator(forge.kernel(operation.columns(type)), isNotZero, left, right, validity(),
                failed(node), type, target(type, left, right));
    }

    private Evaluator cast(Bound.Cast node) {
        Type from = node.input().type();
        Type to = node.type();
        if (from.equals(to)) {
            return compile(node.input());
        }
        if (from.equals(Type.BOOL)) {
            return new TruthAsNumber(truth(node.input()), to, forge, scratch);
        }
        Evaluator input = compile(node.input());
        if (from.isDecimal() || to.isDecimal()) {
            return new DecimalCompiler(forge, scratch).cast(node, input, failed(node));
        }
        if (from.equals(Type.DATE) && isMoment(to)) {
            return new PartialUnaryEvaluator(forge.kernel(Midnights.ofDays()), input, failed(node), to,
                    scratch.values(to));
        }
        if (isMoment(from) && to.equals(Type.DATE)) {
            return new UnaryEvaluator(forge.kernel(TimePart.DAY.of(from)), input, to, scratch.values(to));
        }
        if (isMoment(from) && to.equals(Type.TIME)) {
            return new UnaryEvaluator(forge.kernel(Midnights.timesOfDay()), input, to, scratch.values(to));
        }
        if (from.equals(Type.BINARY)) {
            return new TextDecodeEvaluator(input, failed(node), forge, scratch);
        }
        if (StoredType.of(from).equals(StoredType.of(to)) || to.equals(Type.BINARY)) {
            return new RetypedEvaluator(input, to);
        }
        if (to.equals(Type.UTF8)) {
            return new TextFormatEvaluator(isTime(from) ? TimeTexts.format(from) : NumberTexts.format(from), input,
                    forge, scratch);
        }
        if (from.equals(Type.UTF8)) {
            return new TextParseEvaluator(forge.kernel(isTime(to) ? TimeTexts.parse(to) : NumberTexts.parse(to)), input,
                    failed(node), to, scratch.values(to));
        }
        return node.isPartial()
                ? new PartialUnaryEvaluator(forge.kernel(CheckedCast.of(from, to)), input, failed(node), to,
                        scratch.values(to))
                : new UnaryEvaluator(forge.kernel(Cast.of(from, to)), input, to, scratch.values(to));
    }

    private static boolean isMoment(Type type) {
        return type.equals(Type.TIMESTAMP) || type.equals(Type.TIMESTAMP_NTZ);
    }

    private static boolean isTime(Type type) {
        return !StoredType.of(type).equals(type);
    }

    private Evaluator unary(Kernel<Loop.Unary> kernel, Bound operand, Type type) {
        Evaluator input = compile(operand);
        long target = operand.type().byteWidth() == type.byteWidth() ? target(type, input) : scratch.values(type);
        return new UnaryEvaluator(kernel, input, type, target);
    }

    private Evaluator comparison(Bound.Comparison node) {
        Type type = node.left().type();
        if (type.equals(Type.BOOL)) {
            return booleanComparison(node);
        }
        Comparison operation = operation(node.operator());
        if (!type.equals(node.right().type()) || type.isWide()) {
            return new ComparisonEvaluator(
                    forge.kernel(DecimalComparison.of(operation, type, node.right().type())), compile(node.left()),
                    compile(node.right()), truth());
        }
        if (type.layout() == Type.Layout.BYTES) {
            return node.right() instanceof Bound.Constant constant
                    ? new TextPredicateEvaluator(
                            forge.kernel(operation.withText(ConstantEvaluator.bytes(constant.value()))),
                            compile(node.left()), truth())
                    : new TextComparisonEvaluator(forge.kernel(operation.texts()), compile(node.left()),
                            compile(node.right()), truth());
        }
        return node.right() instanceof Bound.Constant(Number constant, _)
                ? new ConstantComparisonEvaluator(forge.kernel(operation.withConstant(type, constant)),
                        compile(node.left()), truth())
                : new ComparisonEvaluator(forge.kernel(operation.columns(type)), compile(node.left()),
                        compile(node.right()), truth());
    }

    private Evaluator booleanComparison(Bound.Comparison node) {
        Evaluator difference = new DifferenceEvaluator(forge.kernel(Bitmaps.xor()), truth(node.left()),
                truth(node.right()), truth());
        return node.operator() == ComparisonOperator.EQ ? new NotEvaluator(difference, forge, scratch) : difference;
    }

    private static Comparison operation(ComparisonOperator operator) {
        return switch (operator) {
            case EQ -> Comparison.EQ;
            case NE -> Comparison.NE;
            case LT -> Comparison.LT;
            case LEQ -> Comparison.LE;
            case GT -> Comparison.GT;
            case GEQ -> Comparison.GE;
        };
    }

    private Truth truth() {
        return new Truth(forge, scratch);
    }

    private JointValidity validity() {
        return new JointValidity(forge, scratch);
    }

    /// The rows on which functions of the user's throw.
    LeftOutRows leftOut() {
        return leftOut.orElseThrow(() -> new BugException("an operator that leaves no rows out calls user code"));
    }

    FailedRows failed(Bound node) {
        return new FailedRows(node, forge, scratch, failures);
    }

    /// Where a node puts its values: over those of an operand of the same width if it may, else into room of its own.
    private long target(Type type, Evaluator... operands) {
        for (Evaluator operand : operands) {
            if (operand.scratch() != 0) {
                return operand.scratch();
            }
        }
        return scratch.values(type);
    }
}
