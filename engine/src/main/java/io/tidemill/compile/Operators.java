// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.function.Supplier;

import io.tidemill.BugException;
import io.tidemill.operator.Operator;
import io.tidemill.operator.columns.AggregateOperator;
import io.tidemill.operator.columns.ExplodeOperator;
import io.tidemill.operator.columns.FilterOperator;
import io.tidemill.operator.columns.ProjectOperator;
import io.tidemill.operator.rows.FilterRowsOperator;
import io.tidemill.operator.rows.FlatMapRowsOperator;
import io.tidemill.operator.rows.GroupByKeyOperator;
import io.tidemill.operator.rows.MapPartitionsOperator;
import io.tidemill.operator.rows.MapRowsOperator;
import io.tidemill.operator.rows.ReduceByKeyAndInverseOperator;
import io.tidemill.operator.rows.ReduceByKeyAndWindowOperator;
import io.tidemill.operator.rows.ReduceByKeyOperator;
import io.tidemill.operator.rows.ReduceRowsOperator;
import io.tidemill.operator.rows.TransformOperator;
import io.tidemill.operator.rows.UpdateStateByKeyOperator;
import io.tidemill.operator.rows.WindowRowsOperator;
import io.tidemill.plan.Plan;

/// The operator of each plan node. Every call of a supplier makes a new one, with codecs of its own.
final class Operators {

    private Operators() {}

    static Supplier<? extends Operator> of(Plan plan) {
        return switch (plan) {
            case Plan.Lambda lambda -> () -> rows(lambda);
            case Plan.OfOne node -> () -> columns(node);
            case Plan.Scan _,Plan.Union _ -> throw new BugException("no operator stands for " + plan.site());
        };
    }

    private static Operator columns(Plan.OfOne plan) {
        return switch (plan) {
            case Plan.Filter filter -> new FilterOperator(filter.schema(), filter.predicate());
            case Plan.Project project ->
                new ProjectOperator(project.input().schema(), project.schema(), project.expressions());
            case Plan.Explode explode ->
                new ExplodeOperator(explode.schema(), explode.carried(), explode.position(), explode.text(),
                        explode.splitter());
            case Plan.Aggregate aggregate ->
                new AggregateOperator(aggregate.input().schema(), aggregate.schema(), aggregate.keys(),
                        aggregate.aggregates(), aggregate.window());
            case Plan.WindowRows rows -> new WindowRowsOperator(rows.schema(), rows.window());
            case Plan.Named _,Plan.Lambda _ -> throw new BugException("no column operator stands for " + plan.site());
        };
    }

    private static Operator rows(Plan.Lambda plan) {
        return switch (plan) {
            case Plan.MapRows<?, ?> map -> map(map);
            case Plan.FlatMapRows<?, ?> flatMap -> flatMap(flatMap);
            case Plan.FilterRows<?> filter -> filter(filter);
            case Plan.MapPartitions<?, ?> map -> mapPartitions(map);
            case Plan.ReduceRows<?> reduce -> reduce(reduce);
            case Plan.ReduceByKey<?, ?> reduce -> reduceByKey(reduce);
            case Plan.ReduceByKeyAndWindow<?, ?> reduce -> reduceByKeyAndWindow(reduce);
            case Plan.ReduceByKeyAndInverse<?, ?> reduce -> reduceByKeyAndInverse(reduce);
            case Plan.GroupByKey<?, ?> group -> groupByKey(group);
            case Plan.UpdateStateByKey<?, ?, ?> update -> updateStateByKey(update);
            case Plan.Transform<?, ?> transform -> transform(transform);
        };
    }

    private static <A, B> Operator map(Plan.MapRows<A, B> plan) {
        return new MapRowsOperator<>(plan.from().codec(), plan.to().codec(), plan.function(), plan.site());
    }

    private static <A, B> Operator flatMap(Plan.FlatMapRows<A, B> plan) {
        return new FlatMapRowsOperator<>(plan.from().codec(), plan.to().codec(), plan.function(), plan.site());
    }

    private static <A> Operator filter(Plan.FilterRows<A> plan) {
        return new FilterRowsOperator<>(plan.to().codec(), plan.predicate(), plan.site());
    }

    private static <A, B> Operator mapPartitions(Plan.MapPartitions<A, B> plan) {
        return new MapPartitionsOperator<>(plan.from().codec(), plan.to().codec(), plan.function(), plan.site());
    }

    private static <A> Operator reduce(Plan.ReduceRows<A> plan) {
        return new ReduceRowsOperator<>(plan.to().codec(), plan.function(), plan.site());
    }

    private static <K, V> Operator reduceByKey(Plan.ReduceByKey<K, V> plan) {
        return new ReduceByKeyOperator<>(plan.to().pairCodec(), plan.function(), plan.site());
    }

    private static <K, V> Operator reduceByKeyAndWindow(Plan.ReduceByKeyAndWindow<K, V> plan) {
        return new ReduceByKeyAndWindowOperator<>(plan.to().pairCodec(), plan.function(), plan.window(), plan.site());
    }

    private static <K, V> Operator reduceByKeyAndInverse(Plan.ReduceByKeyAndInverse<K, V> plan) {
        return new ReduceByKeyAndInverseOperator<>(plan.to().pairCodec(), plan.function(), plan.inverse(), plan.keep(),
                plan.window(), plan.site());
    }

    private static <K, V> Operator groupByKey(Plan.GroupByKey<K, V> plan) {
        return new GroupByKeyOperator<>(plan.from().pairCodec(), plan.to().pairCodec(), plan.site());
    }

    private static <K, V, S> Operator updateStateByKey(Plan.UpdateStateByKey<K, V, S> plan) {
        return new UpdateStateByKeyOperator<>(plan.from().pairCodec(), plan.to().pairCodec(), plan.function(),
                plan.site());
    }

    private static <A, B> Operator transform(Plan.Transform<A, B> plan) {
        return new TransformOperator<>(plan.from(), plan.to().codec(), plan.function(), plan.site());
    }
}
