// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

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
            case Expr.Named(Expr input, _) -> bind(input);
            case Expr.Split _ -> throw wrong("%s is a list, which no column holds: explode it".formatted(expr));
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

    /// @param grouped whether a group has a row at least
    public BoundAggregate bind(Aggregate aggregate, boolean grouped) {
        Optional<Bound> argument = aggregate.argument().map(this::bind);
        if (argument.isEmpty()) {
            return new BoundAggregate(AggregateFunction.COUNT, argument, Type.INT64, false);
        }
        Type type = TypeRules.aggregate(aggregate.function(), argument.get().type())
                .orElseThrow(() -> wrong(
                        "there is no %s of %s: %s".formatted(aggregate.function(), argument.get().type(), aggregate)));
        boolean nullable = aggregate.function() != AggregateFunction.COUNT && (!grouped || argument.get().nullable());
        boolean narrow = aggregate.function() != AggregateFunction.COUNT && argument.get().type().isInteger();
        return new BoundAggregate(aggregate.function(),
                argument.map(bound -> narrow ? cast(bound, TypeRules.computed(bound.type())) : bound), type,
                nullable);
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
        Type type = TypeRules.arithmetic(operator, left.type(), right.type())
                .orElseThrow(
                        () -> wrong("there is no %s %s %s: %s".formatted(left.type(), operator, right.type(), expr)));
        Bound divisor = cast(right, type);
        boolean mayDivideByZero = operator.divides()
                && !(divisor instanceof Bound.Constant && !Literals.isZero(divisor));
        return new Bound.Arithmetic(operator, cast(left, type), divisor, type,
                left.nullable() || right.nullable() || mayDivideByZero);
    }

    private Bound comparison(Expr.Comparison expr) {
        Bound left = bind(expr.left());
        Bound right = bind(expr.right());
        ComparisonOperator operator = expr.operator();
        Type type = comparisonType(left, right)
                .orElseThrow(
                        () -> wrong("%s and %s cannot be compared: %s".formatted(left.type(), right.type(), expr)));
        if (type.equals(Type.BOOL) && operator != ComparisonOperator.EQ && operator != ComparisonOperator.NE) {
            throw wrong("true and false have no order: %s".formatted(expr));
        }
        return new Bound.Comparison(operator, cast(left, type), cast(right, type));
    }

    /// An int64 constant that fits is compared as an int32, so that the column needs no cast.
    private static Optional<Type> comparisonType(Bound left, Bound right) {
        boolean narrow = (isInt32(left) && Literals.fitsInt32(right)) || (isInt32(right) && Literals.fitsInt32(left));
        return narrow ? Optional.of(Type.INT32) : TypeRules.common(left.type(), right.type());
    }

    private static boolean isInt32(Bound bound) {
        return TypeRules.computed(bound.type()).equals(Type.INT32);
    }

    private Bound explicitCast(Expr expr, Bound input, Type type) {
        if (!input.type().equals(type) && !TypeRules.casts(input.type(), type)) {
            throw wrong("%s cannot be cast to %s: %s".formatted(input.type(), type, expr));
        }
        return cast(input, type);
    }

    /// The same value as a type that it is known to have a cast to.
    public static Bound cast(Bound input, Type type) {
        if (input.type().equals(type)) {
            return input;
        }
        return input instanceof Bound.Constant constant ? Literals.cast(constant, type) : new Bound.Cast(input, type);
    }
}
