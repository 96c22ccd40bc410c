// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tidemill.PlanException;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.Site;

/// Checks expressions against the columns of a stream and makes every cast explicit.
///
/// Whatever is wrong is a [PlanException] that names the stream, its columns and the line where the expression was used.
public final class Binder {
    private final Schema schema;
    private final String stream;
    private final Site site;

    /// @param stream the name of the stream, for messages
    /// @param site where the expressions are used, for messages
    public Binder(Schema schema, String stream, Site site) {
        this.schema = schema;
        this.stream = stream;
        this.site = site;
    }

    public Bound bind(Expr expr) {
        return switch (expr) {
            case Expr.Column(String name) -> column(name);
            case Expr.Literal literal -> Literals.constant(literal);
            case Expr.Arithmetic arithmetic -> arithmetic(arithmetic);
            case Expr.Comparison comparison -> comparison(comparison);
            case Expr.And(Expr left, Expr right) -> new Bound.And(condition(left), condition(right));
            case Expr.Or(Expr left, Expr right) -> new Bound.Or(condition(left), condition(right));
            case Expr.Not(Expr input) -> new Bound.Not(condition(input));
            case Expr.IsNull(Expr input) -> new Bound.IsNull(bind(input));
            case Expr.Cast(Expr input, Type type) -> explicitCast(expr, bind(input), type);
            case Expr.Case choice -> choice(choice);
            case Expr.Coalesce coalesce -> coalesce(coalesce);
            case Expr.In in -> in(in);
            case Expr.NullIf(Expr input, Expr other) -> nullIf(bind(input), bind(other), expr);
            case Expr.Call call -> new CallBinder(this).bind(call);
            case Expr.Extreme extreme -> extreme(extreme);
            case Expr.Named(Expr input, _) -> bind(input);
            case Expr.Split(Expr text, Splitter splitter) ->
                bind(new Expr.Call(new ListFunction.Split(splitter), List.of(text)));
            case Expr.Explode _ ->
                throw wrong("%s makes rows: it can only stand in a select, and once".formatted(expr));
        };
    }

    /// Binds an expression that must be true or false.
    public Bound condition(Expr expr) {
        Bound bound = bind(expr);
        if (!bound.type().equals(Type.BOOL)) {
            throw wrong("%s is %s, where true or false is due".formatted(expr, bound.type()));
        }
        return bound;
    }

    /// Binds an expression that must be text.
    public Bound text(Expr expr) {
        Bound bound = bind(expr);
        if (!bound.type().equals(Type.UTF8)) {
            throw wrong("%s is %s: only text can be split".formatted(expr, bound.type()));
        }
        return bound;
    }

    /// Binds an expression that must be a list.
    public Bound list(Expr expr) {
        Bound bound = bind(expr);
        if (!bound.type().isList()) {
            throw wrong(
                    "%s is %s, and no list: explode takes a column of lists, array(...), split(text, separator) or words(text)"
                            .formatted(expr, bound.type()));
        }
        return bound;
    }

    /// @param grouped whether a group has a row at least
    public BoundAggregate bind(Aggregate aggregate, boolean grouped) {
        return new AggregateBinder(this).bind(aggregate, grouped);
    }

    public BoundOrder bind(Order order) {
        Bound by = bind(order.by());
        if (!TypeRules.isComparable(by.type())) {
            throw wrong("rows have no order by %s: %s".formatted(by.type(), order));
        }
        return new BoundOrder(by, order.descending(), order.nullsAreFirst());
    }

    /// What to throw about the expressions of this place.
    public PlanException wrong(String message) {
        return new PlanException(message + " [" + site + "]");
    }

    private Bound column(String name) {
        int index = schema.indexOf(name);
        if (index < 0) {
            throw wrong("no column `%s` in %s%s%s".formatted(name, stream, schema.names(),
                    Suggestion.text(name, schema.fields().stream().map(Field::name).toList())));
        }
        Field field = schema.field(index);
        if (field.type().equals(Type.OBJECT)) {
            throw wrong(
                    ("column `%s` of %s holds Java objects, which no expression can read: name their class where they are made, "
                            + "as in map(Word.class, function), flatMap(String.class, function) or mapToPair(String.class, Long.class, function)")
                            .formatted(name, stream));
        }
        return new Bound.Column(index, name, field.type(), field.nullable());
    }

    private Bound arithmetic(Expr.Arithmetic expr) {
        Bound left = bind(expr.left());
        Bound right = bind(expr.right());
        ArithmeticOperator operator = expr.operator();
        if (DecimalRules.computes(left.type(), right.type()) && operator != ArithmeticOperator.DIV) {
            return decimalArithmetic(operator, decimal(left), decimal(right));
        }
        Type type = TypeRules.arithmetic(operator, left.type(), right.type())
                .orElseThrow(
                        () -> wrong("there is no %s %s %s: %s".formatted(left.type(), operator, right.type(), expr)));
        return new Bound.Arithmetic(operator, cast(left, type), cast(right, type), type);
    }

    /// An exact number as the decimal that it is computed as.
    private static Bound decimal(Bound number) {
        Bound known = Literals.decimal(number);
        return cast(known, DecimalRules.computed(known.type()));
    }

    /// Where every result is an int64, operands get the scale of the result, and are then integers.
    private static Bound decimalArithmetic(ArithmeticOperator operator, Bound left, Bound right) {
        Type type = DecimalRules.result(operator, left.type(), right.type());
        boolean aligns = operator == ArithmeticOperator.PLUS || operator == ArithmeticOperator.MINUS;
        return aligns && !type.isWide() && !DecimalRules.isPartial(operator, left.type(), right.type())
                ? new Bound.Arithmetic(operator, withScale(left, type.scale()), withScale(right, type.scale()), type)
                : new Bound.Arithmetic(operator, left, right, type);
    }

    private static Bound withScale(Bound decimal, int scale) {
        return cast(decimal, Type.decimal(decimal.type().precision() - decimal.type().scale() + scale, scale));
    }

    private Bound comparison(Expr.Comparison expr) {
        return comparison(expr.operator(), bind(expr.left()), bind(expr.right()), expr);
    }

    private Bound comparison(ComparisonOperator operator, Bound left, Bound right, Expr expr) {
        if (DecimalRules.computes(left.type(), right.type())) {
            return decimalComparison(operator, Literals.decimal(left), Literals.decimal(right));
        }
        Type type = comparisonType(left, right)
                .orElseThrow(
                        () -> wrong("%s and %s cannot be compared: %s".formatted(left.type(), right.type(), expr)));
        if (type.equals(Type.BOOL) && operator != ComparisonOperator.EQ && operator != ComparisonOperator.NE) {
            throw wrong("true and false have no order: %s".formatted(expr));
        }
        return new Bound.Comparison(operator, cast(left, type), cast(right, type));
    }

    /// Where no decimal that is an int64 holds both, they are compared as they are.
    private static Bound decimalComparison(ComparisonOperator operator, Bound left, Bound right) {
        return DecimalRules.common(left.type(), right.type())
                .filter(type -> !type.isWide())
                .map(type -> new Bound.Comparison(operator, cast(left, type), cast(right, type)))
                .orElse(new Bound.Comparison(operator, left, right));
    }

    /// An int64 constant that fits is compared as an int32, so that the column needs no cast.
    private static Optional<Type> comparisonType(Bound left, Bound right) {
        boolean narrow = (isInt32(left) && Literals.fitsInt32(right)) || (isInt32(right) && Literals.fitsInt32(left));
        return narrow ? Optional.of(Type.INT32) : TypeRules.common(left.type(), right.type());
    }

    private static boolean isInt32(Bound bound) {
        return TypeRules.computed(bound.type()).equals(Type.INT32);
    }

    private Bound choice(Expr.Case expr) {
        List<Bound> values = new ArrayList<>();
        expr.branches().forEach(branch -> values.add(bind(branch.value())));
        expr.otherwise().ifPresent(value -> values.add(bind(value)));
        withDecimals(values);
        Type type = meeting(values, expr);
        Bound result = expr.otherwise().isPresent() ? cast(values.getLast(), type) : new Bound.Null(type);
        for (int i = expr.branches().size() - 1; i >= 0; i--) {
            Bound value = cast(values.get(i), type);
            result = new Bound.If(condition(expr.branches().get(i).condition()), value, result,
                    value.nullable() || result.nullable());
        }
        return result;
    }

    private Bound coalesce(Expr.Coalesce expr) {
        List<Bound> values = withDecimals(bindAll(expr.values()));
        Type type = meeting(values, expr);
        Bound result = cast(values.getLast(), type);
        for (int i = values.size() - 2; i >= 0; i--) {
            Bound value = values.get(i);
            Bound isThere = new Bound.Not(new Bound.IsNull(value));
            result = new Bound.If(isThere, cast(value, type), result, result.nullable());
        }
        return result;
    }

    private Bound in(Expr.In expr) {
        Bound input = bind(expr.input());
        return expr.values()
                .stream()
                .map(value -> comparison(ComparisonOperator.EQ, input, bind(value), expr))
                .distinct()
                .reduce(Bound.Or::new)
                .orElseThrow();
    }

    private Bound nullIf(Bound input, Bound other, Expr expr) {
        Bound isEqual = comparison(ComparisonOperator.EQ, input, other, expr);
        return new Bound.If(isEqual, new Bound.Null(input.type()), input, true);
    }

    /// Of two values the one that is there, or else the better one; and so on with the next.
    private Bound extreme(Expr.Extreme expr) {
        List<Bound> values = withDecimals(bindAll(expr.values()));
        Type type = meeting(values, expr);
        if (type.equals(Type.BOOL)) {
            throw wrong("true and false have no order: %s".formatted(expr));
        }
        ComparisonOperator better = expr.greatest() ? ComparisonOperator.GEQ : ComparisonOperator.LEQ;
        return values.stream().map(value -> cast(value, type)).reduce((best, next) -> {
            Bound wins = new Bound.Or(new Bound.IsNull(next), new Bound.Comparison(better, best, next));
            return new Bound.If(wins, best, next, best.nullable() && next.nullable());
        }).orElseThrow();
    }

    private List<Bound> bindAll(List<Expr> expressions) {
        return new ArrayList<>(expressions.stream().map(this::bind).toList());
    }

    /// Makes constants decimals where one of the values is one.
    static List<Bound> withDecimals(List<Bound> values) {
        if (values.stream().anyMatch(value -> value.type().isDecimal())) {
            values.replaceAll(Literals::decimal);
        }
        return values;
    }

    /// The type at which values meet, of which a column will hold one or the other.
    Type meeting(List<Bound> values, Expr expr) {
        Type type = values.getFirst().type();
        for (Bound value : values) {
            Type before = type;
            type = TypeRules.meeting(type, value.type())
                    .orElseThrow(() -> wrong("%s and %s are no values of one column: %s".formatted(before, value.type(),
                            expr)));
        }
        return type;
    }

    private Bound explicitCast(Expr expr, Bound input, Type type) {
        if (!input.type().equals(type) && !TypeRules.casts(input.type(), type)) {
            throw wrong("%s cannot be cast to %s: %s".formatted(input.type(), type, expr));
        }
        return cast(input, type);
    }

    /// The type at which two values are compared, if they can be.
    public static Optional<Type> comparable(Bound left, Bound right) {
        return TypeRules.common(left.type(), right.type());
    }

    /// The same value as a type that it is known to have a cast to.
    public static Bound cast(Bound input, Type type) {
        if (input.type().equals(type)) {
            return input;
        }
        if (input.type().equals(Type.BOOL) && type.equals(Type.UTF8)) {
            Bound falseOrNull = new Bound.If(new Bound.IsNull(input), new Bound.Null(type),
                    new Bound.Constant("false", type), input.nullable());
            return new Bound.If(input, new Bound.Constant("true", type), falseOrNull, input.nullable());
        }
        if (input.type().equals(Type.UTF8) && type.equals(Type.BOOL)) {
            return new Bound.Comparison(ComparisonOperator.NE,
                    CallBinder.call(new TextFunction.Truth(), List.of(input)), new Bound.Constant(0, Type.INT32));
        }
        if (input.type().equals(Type.BOOL) && type.isDecimal()) {
            return new Bound.Cast(new Bound.Cast(input, Type.INT32), type);
        }
        return input instanceof Bound.Constant constant ? Literals.cast(constant, type) : new Bound.Cast(input, type);
    }
}
