// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.aggregate.DistinctEstimate;
import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.kernel.aggregate.WideSums;
import io.tidemill.kernel.aggregate.Winners;
import io.tidemill.kernel.decimal.DecimalTotals;
import io.tidemill.memory.Type;
import io.tidemill.plan.TopRows;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.ArithmeticOperator;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.plan.expr.BoundOrder;
import io.tidemill.plan.expr.UserAggregate;
import io.tidemill.plan.expr.UserFunction;
import io.tidemill.state.accumulation.Accumulation;
import io.tidemill.state.accumulation.RowOrder;

/// What has to be accumulated for some aggregates: each thing once, however many aggregates want it.
///
/// An average is a sum and a count; that of int64s has a second sum, of [WideSums], and so have
/// sums and averages of decimals; of those with more than 18 digits there are four, of [DecimalTotals]. Where a group may be without values, a count tells. The count of an argument that is never
/// null is the count of rows.
public final class AggregatePlan {
    private final List<Bound> arguments = new ArrayList<>();
    private final List<AggregateStep> steps = new ArrayList<>();
    private final List<AggregateResult> results = new ArrayList<>();
    private final Optional<AggregateStep.Top> top;

    public AggregatePlan(List<BoundAggregate> aggregates) {
        this(aggregates, Optional.empty());
    }

    /// @param first the rows that are put out in place of each group
    public AggregatePlan(List<BoundAggregate> aggregates, Optional<TopRows> first) {
        aggregates.forEach(aggregate -> results.add(result(aggregate)));
        top = first.map(this::top);
        top.ifPresent(this::step);
    }

    /// What is put out of a row comes first; by what else it is ranked stands behind.
    private AggregateStep.Top top(TopRows rows) {
        List<Integer> columns = new ArrayList<>();
        rows.columns().forEach(column -> columns.add(argument(column)));
        List<RowOrder.Key> order = new ArrayList<>();
        for (BoundOrder each : rows.order()) {
            int argument = argument(each.by());
            order.add(new RowOrder.Key(indexOf(argument, columns), each.descending(), each.nullsAreFirst()));
        }
        return new AggregateStep.Top(rows.most(), columns, rows.columns().size(),
                new RowOrder(order, rows.latestFirst()));
    }

    private AggregateResult result(BoundAggregate aggregate) {
        List<Bound> values = aggregate.values();
        return switch (aggregate.function()) {
            case WINDOW_START -> new AggregateResult.WindowStart();
            case WINDOW_END -> new AggregateResult.WindowEnd();
            case RANK -> new AggregateResult.Rank();
            case LAG -> throw new IllegalArgumentException(aggregate + " is not accumulated");
            case COUNT ->
                new AggregateResult.Value(count(rows(values.getFirst())), Type.INT64, AggregateResult.NEVER_EMPTY);
            case COUNT_DISTINCT -> new AggregateResult.Value(
                    step(new AggregateStep.Distinct(values.stream().map(this::argument).toList())), Type.INT64,
                    AggregateResult.NEVER_EMPTY);
            case COLLECT_LIST ->
                new AggregateResult.Collected(step(new AggregateStep.Collect(argument(values.getFirst()))));
            case COLLECT_SET -> new AggregateResult.CollectedOnce(
                    step(new AggregateStep.Distinct(List.of(argument(values.getFirst())))));
            case PERCENTILE_APPROX -> new AggregateResult.Percentile(
                    step(new AggregateStep.Digest(argument(values.getFirst()))), aggregate.parameter());
            case APPROX_COUNT_DISTINCT ->
                estimate(argument(values.getFirst()), DistinctEstimate.precision(aggregate.parameter()));
            case SUM -> aggregate.type().isDecimal()
                    ? decimalTotal(values.getFirst(), aggregate)
                    : value(Reduction.SUM, argument(values.getFirst()), aggregate);
            case MIN, BOOL_AND -> extreme(Reduction.MIN, Winners.LEAST, argument(values.getFirst()), aggregate);
            case MAX, BOOL_OR -> extreme(Reduction.MAX, Winners.GREATEST, argument(values.getFirst()), aggregate);
            case AVG -> aggregate.type().isDecimal()
                    ? decimalTotal(values.getFirst(), aggregate)
                    : average(argument(values.getFirst()));
            case VAR_SAMP -> spread(values, true, false);
            case VAR_POP -> spread(values, false, false);
            case STDDEV_SAMP -> spread(values, true, true);
            case STDDEV_POP -> spread(values, false, true);
            case FIRST, FIRST_NOT_NULL -> byArrival(Winners.FIRST, values);
            case LAST, LAST_NOT_NULL -> byArrival(Winners.LAST, values);
            case USER -> user(UserAggregate.of(aggregate.arguments().getFirst()), values);
            case MIN_BY -> byRank(Winners.LEAST, values);
            case MAX_BY -> byRank(Winners.GREATEST, values);
        };
    }

    private AggregateResult user(UserAggregate aggregate, List<Bound> values) {
        List<Integer> columns = values.stream().map(this::argument).toList();
        return new AggregateResult.OfUser(step(new AggregateStep.User(aggregate, columns)), aggregate);
    }

    /// Whether aggregates of the user's take the values of a row; empty if there are none. They are called as functions are: where one throws, the
    /// row has its verdict, before any group has seen it.
    public Optional<Bound> trial() {
        return steps.stream()
                .filter(AggregateStep.User.class::isInstance)
                .map(step -> trial((AggregateStep.User) step))
                .reduce(Bound.And::new);
    }

    private Bound trial(AggregateStep.User step) {
        UserAggregate aggregate = step.aggregate();
        AggregatorCalls calls = new AggregatorCalls(aggregate);
        UserFunction.RowBody body = row -> row.isNull(0) || calls.tried(row) != null;
        UserFunction function = new UserFunction(aggregate.name(), aggregate.arguments(), Type.BOOL, true,
                new UserFunction.Body.OfRow(body), aggregate.site());
        return new Bound.Call(function, step.arguments().stream().map(arguments::get).toList(), Type.BOOL, false);
    }

    private AggregateResult value(Reduction reduction, int argument, BoundAggregate aggregate) {
        return new AggregateResult.Value(step(new AggregateStep.Reduce(reduction, argument)), aggregate.type(),
                countIfNullable(argument, aggregate));
    }

    private AggregateResult extreme(Reduction reduction, Winners order, int argument, BoundAggregate aggregate) {
        if (aggregate.type().layout() == Type.Layout.BYTES || aggregate.type().isWide()) {
            return keep(order, argument, argument, AggregateStep.NONE);
        }
        if (aggregate.type().equals(Type.BOOL)) {
            return new AggregateResult.Truth(step(new AggregateStep.Reduce(reduction, argument)),
                    countIfNullable(argument, aggregate));
        }
        return value(reduction, argument, aggregate);
    }

    /// Sums of narrower integers than int64s do not leave an int64.
    private AggregateResult average(int argument) {
        Bound values = arguments.get(argument);
        int quotients = values.type().equals(Type.INT64) ? quotients(values) : AggregateResult.NONE;
        return new AggregateResult.Average(step(new AggregateStep.Reduce(Reduction.SUM, argument)),
                values.type().isFloat() ? Type.FLOAT64 : Type.INT64, quotients, count(argument));
    }

    /// Of the values in their smallest units: int64s, or the words of wider ones.
    private AggregateResult decimalTotal(Bound values, BoundAggregate aggregate) {
        List<Integer> sums = new ArrayList<>();
        Bound units = values.type().isWide() ? new Bound.Word(values, 0) : new Bound.LowBits(values, Type.INT64);
        int argument = argument(units);
        sums.add(step(new AggregateStep.Reduce(Reduction.SUM, argument)));
        if (values.type().isWide()) {
            for (int word = 1; word < DecimalTotals.WORDS; word++) {
                Bound upper = new Bound.Word(values, word * DecimalTotals.WORD_SHIFT);
                sums.add(step(new AggregateStep.Reduce(Reduction.SUM, argument(upper))));
            }
        } else {
            sums.add(quotients(units));
        }
        boolean isAverage = aggregate.function() == AggregateFunction.AVG;
        return new AggregateResult.DecimalTotal(sums,
                isAverage ? count(argument) : countIfNullable(argument, aggregate), isAverage, values.type(),
                aggregate.type());
    }

    /// The second of [WideSums].
    private int quotients(Bound values) {
        Bound unit = new Bound.Constant(WideSums.UNIT, Type.INT64);
        return step(new AggregateStep.Reduce(Reduction.SUM,
                argument(new Bound.Arithmetic(ArithmeticOperator.DIV, values, unit, Type.INT64))));
    }

    private AggregateResult spread(List<Bound> values, boolean ofSample, boolean isRoot) {
        return new AggregateResult.Spread(step(new AggregateStep.Spread(argument(values.getFirst()))), ofSample,
                isRoot);
    }

    private AggregateResult estimate(int argument, int precision) {
        return new AggregateResult.DistinctEstimate(step(new AggregateStep.DistinctEstimate(argument, precision)),
                precision);
    }

    private AggregateResult byArrival(Winners order, List<Bound> values) {
        return keep(order, rows(values.getFirst()), AggregateStep.NONE, argument(values.getLast()));
    }

    private AggregateResult byRank(Winners order, List<Bound> values) {
        int rank = argument(values.getFirst());
        return keep(order, rank, rank, argument(values.getLast()));
    }

    private AggregateResult keep(Winners order, int rows, int rank, int value) {
        return new AggregateResult.OfKeptRow(step(new AggregateStep.Keep(order, rows, rank, value)));
    }

    private int argument(Bound expression) {
        return indexOf(expression, arguments);
    }

    /// An argument that only says which rows count.
    private int rows(Bound expression) {
        return expression instanceof Bound.Constant ? AggregateStep.ROWS : argument(expression);
    }

    private int countIfNullable(int argument, BoundAggregate aggregate) {
        return aggregate.nullable() ? count(argument) : AggregateResult.NEVER_EMPTY;
    }

    private int count(int argument) {
        boolean some = argument != AggregateStep.ROWS && arguments.get(argument).nullable();
        return step(new AggregateStep.Count(some ? argument : AggregateStep.ROWS));
    }

    private int step(AggregateStep step) {
        return indexOf(step, steps);
    }

    private static <T> int indexOf(T element, List<T> list) {
        if (!list.contains(element)) {
            list.add(element);
        }
        return list.indexOf(element);
    }

    /// The expressions whose values are accumulated.
    public List<Bound> arguments() {
        return arguments;
    }

    /// What is accumulated.
    public List<AggregateStep> steps() {
        return steps;
    }

    /// What is put out, in the order of the aggregates.
    public List<AggregateResult> results() {
        return results;
    }

    /// The rows that are put out in place of groups; one of the steps.
    public Optional<AggregateStep.Top> top() {
        return top;
    }

    /// An accumulation for each step.
    public List<Accumulation> accumulations(Forge forge) {
        return steps.stream().map(step -> step.accumulation(arguments, forge)).toList();
    }
}
