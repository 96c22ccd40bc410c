// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;
import java.util.Optional;

import io.tidemill.memory.Type;

/// Checks aggregates: what they are of, and what they give.
final class AggregateBinder {
    private final Binder binder;

    AggregateBinder(Binder binder) {
        this.binder = binder;
    }

    BoundAggregate bind(Aggregate aggregate, boolean grouped) {
        AggregateFunction function = aggregate.function();
        Optional<Bound> condition = aggregate.condition().map(binder::condition);
        if (function.isOfNoRows()) {
            return new BoundAggregate(function, List.of(), condition,
                    function.isOfWindow() ? Type.TIMESTAMP : Type.INT32, false);
        }
        if (aggregate.arguments().isEmpty()) {
            return new BoundAggregate(AggregateFunction.COUNT, List.of(), condition, Type.INT64, false);
        }
        List<Bound> arguments = aggregate.arguments().stream().map(binder::bind).toList();
        Type type = type(aggregate, arguments.getFirst());
        return new BoundAggregate(function, accumulated(aggregate, arguments), condition, type,
                isNullable(aggregate, arguments, grouped));
    }

    private Type type(Aggregate aggregate, Bound argument) {
        boolean isOfUser = argument instanceof Bound.Call call && call.function() instanceof UserAggregate;
        return TypeRules.aggregate(aggregate.function(), argument.type())
                .filter(_ -> isOfUser || aggregate.function() != AggregateFunction.USER)
                .orElseThrow(() -> binder.wrong(
                        "there is no %s of %s: %s".formatted(aggregate.function(), argument.type(), aggregate)));
    }

    /// Narrow integers and booleans are computed with and compared as int32, and the spread is one of float64s.
    private List<Bound> accumulated(Aggregate aggregate, List<Bound> arguments) {
        Bound first = arguments.getFirst();
        return switch (aggregate.function()) {
            case COUNT, FIRST, LAST, FIRST_NOT_NULL, LAST_NOT_NULL, COLLECT_LIST, COLLECT_SET, WINDOW_START, WINDOW_END,
                    USER, RANK ->
                arguments;
            case LAG -> {
                if (arguments.size() > 1) {
                    requireParameter(arguments.getLast(), 1, BoundAggregate.MOST_LAG, aggregate);
                }
                yield arguments;
            }
            case SUM, AVG, MIN, MAX, BOOL_AND, BOOL_OR -> List.of(comparable(first));
            case VAR_SAMP, VAR_POP, STDDEV_SAMP, STDDEV_POP -> List.of(Binder.cast(first, Type.FLOAT64));
            case APPROX_COUNT_DISTINCT -> {
                requireParameter(arguments.getLast(), 0.004, 0.26, aggregate);
                yield arguments;
            }
            case PERCENTILE_APPROX -> {
                requireParameter(arguments.getLast(), 0, 1, aggregate);
                yield List.of(Binder.cast(first, Type.FLOAT64), arguments.getLast());
            }
            case COUNT_DISTINCT -> {
                arguments.forEach(argument -> type(aggregate, argument));
                yield arguments;
            }
            case MIN_BY, MAX_BY -> List.of(first, rank(arguments.getLast(), aggregate));
        };
    }

    private void requireParameter(Bound parameter, double least, double most, Aggregate aggregate) {
        boolean fits = parameter instanceof Bound.Constant(Number value, _) && value.doubleValue() >= least
                && value.doubleValue() <= most;
        if (!fits) {
            throw binder.wrong(
                    "%s: its last argument is a number from %s to %s, the same for all rows".formatted(aggregate, least,
                            most));
        }
    }

    private Bound rank(Bound rank, Aggregate aggregate) {
        if (!TypeRules.isComparable(rank.type())) {
            throw binder.wrong("rows have no order by %s: %s".formatted(rank.type(), aggregate));
        }
        return comparable(rank);
    }

    private static Bound comparable(Bound argument) {
        Type type = argument.type().equals(Type.BOOL) ? Type.INT32 : TypeRules.computed(argument.type());
        return Binder.cast(argument, type);
    }

    private static boolean isNullable(Aggregate aggregate, List<Bound> arguments, boolean grouped) {
        boolean mayBeEmpty = !grouped || aggregate.condition().isPresent();
        return switch (aggregate.function()) {
            case COUNT, COUNT_DISTINCT, APPROX_COUNT_DISTINCT, COLLECT_LIST, COLLECT_SET, WINDOW_START, WINDOW_END,
                    RANK ->
                false;
            case VAR_SAMP, STDDEV_SAMP, USER, LAG -> true;
            case SUM, AVG, MIN, MAX, BOOL_AND, BOOL_OR, PERCENTILE_APPROX, VAR_POP, STDDEV_POP, FIRST, LAST,
                    FIRST_NOT_NULL, LAST_NOT_NULL,
                    MIN_BY, MAX_BY ->
                mayBeEmpty || arguments.stream().anyMatch(Bound::nullable)
                        || TypeRules.isPartial(aggregate.function(), arguments.getFirst().type());
        };
    }
}
