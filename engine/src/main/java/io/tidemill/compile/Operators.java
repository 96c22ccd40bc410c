// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.tidemill.BugException;
import io.tidemill.codec.Encoding;
import io.tidemill.operator.Operator;
import io.tidemill.operator.aggregate.AggregateOperator;
import io.tidemill.operator.aggregate.RunningOperator;
import io.tidemill.operator.columns.ExplodeListOperator;
import io.tidemill.operator.columns.ExplodeOperator;
import io.tidemill.operator.columns.FilterOperator;
import io.tidemill.operator.columns.ProjectOperator;
import io.tidemill.operator.distinct.DistinctOperator;
import io.tidemill.operator.join.IntervalJoinOperator;
import io.tidemill.operator.join.JoinOperator;
import io.tidemill.operator.join.LookupJoinOperator;
import io.tidemill.operator.join.WindowJoinOperator;
import io.tidemill.operator.rows.CogroupOperator;
import io.tidemill.operator.rows.FilterRowsOperator;
import io.tidemill.operator.rows.GroupByKeyOperator;
import io.tidemill.operator.rows.KeyedProcessOperator;
import io.tidemill.operator.rows.MapPartitionsOperator;
import io.tidemill.operator.rows.MapWithStateOperator;
import io.tidemill.operator.rows.ReduceByKeyAndInverseOperator;
import io.tidemill.operator.rows.ReduceByKeyAndWindowOperator;
import io.tidemill.operator.rows.ReduceByKeyOperator;
import io.tidemill.operator.rows.ReduceRowsOperator;
import io.tidemill.operator.rows.RowFunction;
import io.tidemill.operator.rows.RowFunctionsOperator;
import io.tidemill.operator.rows.TransformOperator;
import io.tidemill.operator.rows.UpdateStateByKeyOperator;
import io.tidemill.operator.rows.WindowRowsOperator;
import io.tidemill.operator.window.FillOperator;
import io.tidemill.operator.window.LateRowsOperator;
import io.tidemill.operator.window.WatermarkOperator;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.Plan;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.UserCode;
import io.tidemill.plan.expr.Splitter;

/// The operator of each plan node. Every call of a supplier makes a new one, with codecs of its own.
final class Operators {

    private Operators() {}

    /// @param functions names of the functions of the user's that the node calls
    static Supplier<? extends Operator> of(Plan plan, List<String> functions) {
        return switch (plan) {
            case RowPlan lambda -> () -> rows(lambda, functions);
            case JoinPlan.Join join -> () -> new JoinOperator(join);
            case JoinPlan.LookupJoin join -> () -> new LookupJoinOperator(join);
            case JoinPlan.IntervalJoin join -> () -> new IntervalJoinOperator(join);
            case JoinPlan.WindowJoin join -> () -> new WindowJoinOperator(join);
            case JoinPlan.LateRows late -> () -> new LateRowsOperator(late.schema(), late.window());
            case JoinPlan.Cogroup<?, ?, ?> cogroup -> () -> cogroup(cogroup);
            case Plan.OfOne node -> () -> columns(node);
            case Plan.Scan _,Plan.Union _ -> throw new BugException("no operator stands for " + plan.site());
        };
    }

    private static Operator columns(Plan.OfOne plan) {
        return switch (plan) {
            case ColumnPlan.Filter filter -> new FilterOperator(filter.schema(), filter.predicate());
            case ColumnPlan.Project project ->
                new ProjectOperator(project.input().schema(), project.schema(), project.expressions());
            case ColumnPlan.Timed timed -> new WatermarkOperator(timed.column(), timed.time());
            case ColumnPlan.Explode explode when explode.splitter() instanceof Splitter.Elements(boolean keepsEmpty) ->
                new ExplodeListOperator(explode.schema(), explode.carried(), explode.position(), explode.value(),
                        keepsEmpty);
            case ColumnPlan.Explode explode ->
                new ExplodeOperator(explode.schema(), explode.carried(), explode.position(), explode.value(),
                        explode.splitter());
            case ColumnPlan.Aggregate aggregate ->
                new AggregateOperator(aggregate);
            case ColumnPlan.Distinct distinct -> new DistinctOperator(distinct);
            case ColumnPlan.Running running -> new RunningOperator(running);
            case ColumnPlan.Fill fill -> new FillOperator(fill.input().schema(), fill.schema(), fill.fill());
            case ColumnPlan.LateRows late -> new LateRowsOperator(late.schema(), late.window());
            case ColumnPlan.WindowRows rows -> new WindowRowsOperator(rows.schema(), rows.window());
            case Plan.Named _,RowPlan _ -> throw new BugException("no column operator stands for " + plan.site());
        };
    }

    private static Operator rows(RowPlan plan, List<String> names) {
        return switch (plan) {
            case RowPlan.MapRows<?, ?> map -> functions(map.from(), map.to(), List.of(map), names);
            case RowPlan.FlatMapRows<?, ?> flatMap -> functions(flatMap.from(), flatMap.to(), List.of(flatMap), names);
            case RowPlan.FusedRows<?, ?> fused -> functions(fused.from(), fused.to(), fused.functions(), names);
            case RowPlan.FilterRows<?> filter -> filter(filter);
            case RowPlan.MapPartitions<?, ?> map -> mapPartitions(map);
            case RowPlan.ReduceRows<?> reduce -> reduce(reduce);
            case RowPlan.ReduceByKey<?, ?> reduce -> reduceByKey(reduce);
            case RowPlan.ReduceByKeyAndWindow<?, ?> reduce -> reduceByKeyAndWindow(reduce);
            case RowPlan.ReduceByKeyAndInverse<?, ?> reduce -> reduceByKeyAndInverse(reduce);
            case RowPlan.GroupByKey<?, ?> group -> groupByKey(group);
            case RowPlan.UpdateStateByKey<?, ?, ?> update -> new UpdateStateByKeyOperator<>(update);
            case RowPlan.MapWithState<?, ?, ?, ?> map -> new MapWithStateOperator<>(map);
            case RowPlan.ProcessKeyed<?, ?, ?> process -> new KeyedProcessOperator<>(process);
            case RowPlan.Transform<?, ?> transform -> transform(transform);
        };
    }

    private static Operator functions(Encoding<?> from, Encoding<?> to, List<? extends RowPlan> lambdas,
            List<String> names) {
        List<RowFunction> functions = new ArrayList<>();
        for (int i = 0; i < lambdas.size(); i++) {
            functions.add(function(lambdas.get(i), names.get(i)));
        }
        return new RowFunctionsOperator<>(from.codec(), to, functions);
    }

    private static RowFunction function(RowPlan plan, String name) {
        UserCode code = new UserCode(name, plan.site());
        return switch (plan) {
            case RowPlan.MapRows<?, ?> map -> mapping(map, code);
            case RowPlan.FlatMapRows<?, ?> flatMap -> flattening(flatMap, code);
            case RowPlan.FilterRows<?> filter -> filtering(filter, code);
            default -> throw new BugException("no function of single rows stands for " + plan.site());
        };
    }

    private static <A, B> RowFunction mapping(RowPlan.MapRows<A, B> plan, UserCode code) {
        return new RowFunction.Mapping<>(code, plan.function(), plan.to());
    }

    private static <A, B> RowFunction flattening(RowPlan.FlatMapRows<A, B> plan, UserCode code) {
        return new RowFunction.Flattening<>(code, plan.function(), plan.to());
    }

    private static <A> RowFunction filtering(RowPlan.FilterRows<A> plan, UserCode code) {
        return new RowFunction.Filtering<>(code, plan.predicate());
    }

    private static <A> Operator filter(RowPlan.FilterRows<A> plan) {
        return new FilterRowsOperator<>(plan.to().codec(), plan.predicate(), plan.site());
    }

    private static <A, B> Operator mapPartitions(RowPlan.MapPartitions<A, B> plan) {
        return new MapPartitionsOperator<>(plan.from().codec(), plan.to().codec(), plan.function(), plan.site());
    }

    private static <A> Operator reduce(RowPlan.ReduceRows<A> plan) {
        return new ReduceRowsOperator<>(plan.to().codec(), plan.function(), plan.site());
    }

    private static <K, V> Operator reduceByKey(RowPlan.ReduceByKey<K, V> plan) {
        return new ReduceByKeyOperator<>(plan.to().pairCodec(), plan.function(), plan.site());
    }

    private static <K, V> Operator reduceByKeyAndWindow(RowPlan.ReduceByKeyAndWindow<K, V> plan) {
        return new ReduceByKeyAndWindowOperator<>(plan.to().pairCodec(), plan.function(), plan.window(), plan.site());
    }

    private static <K, V> Operator reduceByKeyAndInverse(RowPlan.ReduceByKeyAndInverse<K, V> plan) {
        return new ReduceByKeyAndInverseOperator<>(plan.to().pairCodec(), plan.function(), plan.inverse(), plan.keep(),
                plan.window(), plan.site());
    }

    private static <K, V> Operator groupByKey(RowPlan.GroupByKey<K, V> plan) {
        return new GroupByKeyOperator<>(plan.from().pairCodec(), plan.to().pairCodec(), plan.site());
    }

    private static <K, V, W> Operator cogroup(JoinPlan.Cogroup<K, V, W> plan) {
        return new CogroupOperator<>(plan.from().pairCodec(), plan.fromRight().pairCodec(), plan.to().pairCodec(),
                plan.site());
    }

    private static <A, B> Operator transform(RowPlan.Transform<A, B> plan) {
        return new TransformOperator<>(plan.from(), plan.to().codec(), plan.function(), plan.site());
    }
}
