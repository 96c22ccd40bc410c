// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.kernel.aggregate.WideSums;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.ArithmeticOperator;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.state.Accumulation;

/// What has to be accumulated for some aggregates: each thing once, however many aggregates want it.
///
/// An average is a sum and a count; that of int64s has a second sum, of [WideSums]. Where a group may be without values, a count tells. The count of an argument that is never
/// null is the count of rows.
final class AggregatePlan {

    /// What is accumulated of a group's rows.
    ///
    /// @param argument index of the argument, or [#ROWS]
    record Step(Function function, int argument) {

        /// Stands for the rows themselves.
        static final int ROWS = -1;

        enum Function {
            COUNT, SUM, MIN, MAX
        }
    }

    /// How an aggregate is made of accumulations.
    ///
    /// @param value index of its accumulation
    /// @param quotients index of the second of its [WideSums], or [#NARROW]
    /// @param count index of the accumulation that counts its values, or [#NEVER_EMPTY]
    record Result(AggregateFunction function, Type type, int value, int quotients, int count) {

        /// The value is whole by itself.
        static final int NARROW = -1;

        /// Nothing is accumulated for it.
        static final int NO_VALUE = -1;

        /// Every group has a value.
        static final int NEVER_EMPTY = -1;
    }

    private final List<Bound> arguments = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();

    AggregatePlan(List<BoundAggregate> aggregates) {
        aggregates.forEach(this::add);
    }

    private void add(BoundAggregate aggregate) {
        if (aggregate.function().isOfWindow()) {
            results.add(new Result(aggregate.function(), aggregate.type(), Result.NO_VALUE, Result.NARROW,
                    Result.NEVER_EMPTY));
            return;
        }
        int argument = aggregate.values().stream().findFirst().map(this::argument).orElse(Step.ROWS);
        int value = switch (aggregate.function()) {
            case COUNT -> count(argument);
            case SUM, AVG -> step(Step.Function.SUM, argument);
            case MIN -> step(Step.Function.MIN, argument);
            case MAX -> step(Step.Function.MAX, argument);
            case WINDOW_START, WINDOW_END -> throw new IllegalArgumentException(aggregate + " is of no rows");
        };
        boolean counts = aggregate.function() == AggregateFunction.AVG
                || (aggregate.nullable() && aggregate.function() != AggregateFunction.COUNT);
        int quotients = aggregate.function() == AggregateFunction.AVG ? quotients(argument) : Result.NARROW;
        results.add(new Result(aggregate.function(), aggregate.type(), value, quotients,
                counts ? count(argument) : Result.NEVER_EMPTY));
    }

    /// Sums of narrower integers do not leave an int64.
    private int quotients(int argument) {
        Bound values = arguments.get(argument);
        if (!values.type().equals(Type.INT64)) {
            return Result.NARROW;
        }
        Bound unit = new Bound.Constant(WideSums.UNIT, Type.INT64);
        return step(Step.Function.SUM, argument(
                new Bound.Arithmetic(ArithmeticOperator.DIV, values, unit, Type.INT64)));
    }

    private int argument(Bound expression) {
        return indexOf(expression, arguments);
    }

    private int count(int argument) {
        boolean never = argument != Step.ROWS && arguments.get(argument).nullable();
        return step(Step.Function.COUNT, never ? argument : Step.ROWS);
    }

    private int step(Step.Function function, int argument) {
        return indexOf(new Step(function, argument), steps);
    }

    private static <T> int indexOf(T element, List<T> list) {
        if (!list.contains(element)) {
            list.add(element);
        }
        return list.indexOf(element);
    }

    /// The expressions whose values are accumulated.
    List<Bound> arguments() {
        return arguments;
    }

    /// What is accumulated.
    List<Step> steps() {
        return steps;
    }

    /// What is put out, in the order of the aggregates.
    List<Result> results() {
        return results;
    }

    /// An accumulation for each step.
    List<Accumulation> accumulations(Forge forge) {
        return steps.stream()
                .map(step -> step.function() == Step.Function.COUNT
                        ? Accumulation.count(forge)
                        : Accumulation.of(reduction(step), arguments.get(step.argument()).type(), forge))
                .toList();
    }

    static Reduction reduction(Step step) {
        return switch (step.function()) {
            case COUNT, SUM -> Reduction.SUM;
            case MIN -> Reduction.MIN;
            case MAX -> Reduction.MAX;
        };
    }
}
