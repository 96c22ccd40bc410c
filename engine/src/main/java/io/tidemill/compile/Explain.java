// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tidemill.codec.Encoding;
import io.tidemill.compile.ExecutionPlan.StageNode;
import io.tidemill.compile.ExecutionPlan.Targets;
import io.tidemill.connector.sink.DiscardSink;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Emit;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.Micros;
import io.tidemill.plan.Plan;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.Site;
import io.tidemill.plan.Slides;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundOrder;
import io.tidemill.plan.expr.SharedParts;
import io.tidemill.plan.expr.UserCalls;

/// Shows a plan and its stages to its author.
///
/// Parts that several expressions have in common are named: they are computed once. Lambdas and calls, which run row by row, and columns of Java objects are marked: they are what to look at when a stream is slow.
public final class Explain {

    private Explain() {}

    /// An output that only lets a stream be compiled.
    public static Emit emit(Plan plan) {
        return new Emit.Into(plan, DiscardSink::new, new Site("explain", "nowhere"));
    }

    /// The tree of the plan as it was built, then the stages that the compiler made of it: where each filter went, which columns are
    /// left, where each stage passes its rows on, and where lanes meet.
    public static String text(Plan plan, ExecutionPlan stages, int lanes) {
        StringBuilder text = new StringBuilder("plan:\n");
        describe(plan, 1, text);
        text.append(lanes == 1 ? "stages:\n" : "stages, in %d lanes:\n".formatted(lanes));
        for (ExecutionPlan.InputNode input : stages.inputs()) {
            text.append("  input ")
                    .append(input.name())
                    .append(' ')
                    .append(input.schema().fields())
                    .append(targets(input.targets(), stages))
                    .append('\n');
        }
        for (StageNode stage : stages.stages()) {
            text.append("  ")
                    .append(stage.name())
                    .append(": ")
                    .append(stage.what())
                    .append(" gives ")
                    .append(stage.schema().fields())
                    .append(targets(stage.targets(), stages))
                    .append(lanes == 1 ? "" : exchange(stage))
                    .append('\n');
        }
        return text.toString();
    }

    private static String exchange(StageNode stage) {
        if (!(stage.operator().get() instanceof ExchangeOperator exchange)) {
            return "";
        }
        return switch (exchange.meeting()) {
            case BY_RANGE -> " (exchange at the end of a batch: each lane merges its hash ranges of all)";
            case IN_FIRST_LANE -> " (exchange at the end of a batch: the first lane merges all)";
        };
    }

    private static String targets(Targets targets, ExecutionPlan stages) {
        String names = Stream.concat(
                targets.stages().stream().map(index -> stages.stages().get(index).name()),
                targets.secondOf().stream().map(index -> "right of " + stages.stages().get(index).name()))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " -> " + names;
    }

    private static void describe(Plan plan, int depth, StringBuilder text) {
        text.append("  ".repeat(depth)).append(line(plan)).append(marks(plan)).append('\n');
        plan.children().forEach(child -> describe(child, depth + 1, text));
    }

    private static String line(Plan plan) {
        return plan instanceof Plan.Named ? what(plan) : what(plan) + " [" + plan.site().location() + "]";
    }

    /// What a plan's own node does, but for where it was built.
    static String what(Plan plan) {
        return switch (plan) {
            case Plan.Scan scan -> "input " + scan.name() + " " + scan.schema().fields();
            case Plan.Named named -> "named " + named.name();
            case Plan.Union _ -> "union";
            case JoinPlan.Join join -> join(join);
            case JoinPlan.LookupJoin lookup -> join(lookup.join()) + (lookup.isReplaced()
                    ? ", looked up in a table that is loaded as a whole"
                    : ", looked up in the table of the last row of each key");
            case JoinPlan.IntervalJoin near -> join(near.join()) + (near.latestOnly()
                    ? ", latest right row within %s".formatted(Micros.text(near.beforeMicros()))
                    : ", right rows %s before to %s behind".formatted(Micros.text(near.beforeMicros()),
                            Micros.text(near.afterMicros())));
            case JoinPlan.WindowJoin join -> join(join.join()) + ", within each " + join.window();
            case JoinPlan.LateRows late -> "rows that are late for each " + late.window() + " of a join";
            case JoinPlan.Cogroup<?, ?, ?> _ -> "cogroup";
            case ColumnPlan.Timed timed -> timed.time().toString();
            case ColumnPlan.Filter filter -> "where " + filter.predicate();
            case ColumnPlan.Project project -> "select " + project.expressions();
            case ColumnPlan.Explode explode -> "explode " + explode.value() + " by " + explode.splitter();
            case ColumnPlan.Aggregate aggregate ->
                aggregate.top()
                        .map(rows -> rows + ", beside " + aggregate.aggregates())
                        .orElseGet(
                                () -> "aggregate " + aggregate.aggregates())
                        + " by " + aggregate.keys() + ", "
                        + aggregate.window() + aggregate.emission();
            case ColumnPlan.Distinct distinct -> distinct(distinct);
            case ColumnPlan.Running running ->
                "running " + running.aggregates() + " by " + names(running.keys(), running.schema());
            case ColumnPlan.Fill fill -> fill.fill().toString();
            case ColumnPlan.LateRows late -> "rows that are late for each " + late.window();
            case ColumnPlan.WindowRows rows -> "all rows of a " + rows.window();
            case RowPlan.ReduceByKeyAndWindow<?, ?> reduce -> reduce.site().operation() + ", " + reduce.window();
            case RowPlan.ReduceByKeyAndInverse<?, ?> reduce ->
                reduce.site().operation() + " with inverse, " + reduce.window()
                        + (reduce.keep().isEmpty() ? ", keys stay for ever" : ", keys are dropped by a filter");
            case RowPlan.MapWithState<?, ?, ?, ?> map -> map.site().operation() + (map.timeoutMicros() == 0
                    ? ", keys stay until they are removed"
                    : ", keys time out after " + Micros.text(map.timeoutMicros()));
            case RowPlan.ProcessKeyed<?, ?, ?> process ->
                process.site().operation() + ", states " + process.states();
            case RowPlan lambda -> lambda.site().operation();
        };
    }

    private static List<String> names(List<Integer> columns, Schema schema) {
        return columns.stream().map(column -> schema.field(column).name()).toList();
    }

    private static String distinct(ColumnPlan.Distinct distinct) {
        return "first row of each " + names(distinct.keys(), distinct.schema()) + ", of "
                + (distinct.withinMicros() == ColumnPlan.Distinct.BATCH
                        ? "the batch"
                        : Micros.text(distinct.withinMicros()));
    }

    private static String join(JoinPlan.Join join) {
        return "%s join on %s = %s%s".formatted(join.type().name().toLowerCase(Locale.ROOT), join.leftKeys(),
                join.rightKeys(), join.condition().map(condition -> " and " + condition).orElse(""));
    }

    /// What a node computes of each row, in one program.
    static List<Bound> expressions(Plan plan) {
        return switch (plan) {
            case ColumnPlan.Filter filter -> List.of(filter.predicate());
            case ColumnPlan.Project project -> project.expressions();
            case ColumnPlan.Explode explode -> both(explode.carried(), List.of(explode.value()));
            case ColumnPlan.Aggregate aggregate -> both(aggregate.keys(),
                    Stream.concat(aggregate.aggregates().stream().flatMap(of -> of.values().stream()),
                            aggregate.top().stream().flatMap(rows -> rows.order().stream()).map(BoundOrder::by))
                            .distinct()
                            .toList());
            case Plan.Scan _,Plan.Union _,Plan.OfTwo _,Plan.Named _,ColumnPlan.Timed _,ColumnPlan.Fill _,ColumnPlan.LateRows _,ColumnPlan.Distinct _,ColumnPlan.WindowRows _,RowPlan _ ->
                List.of();
            case ColumnPlan.Running running ->
                running.aggregates().stream().flatMap(of -> of.values().stream()).distinct().toList();
        };
    }

    /// The same, and the aggregates of the user's that it calls.
    static List<Bound> calls(Plan plan) {
        return plan instanceof ColumnPlan.Aggregate node
                ? both(expressions(plan), node.aggregates()
                        .stream()
                        .filter(of -> of.function() == AggregateFunction.USER)
                        .map(of -> of.arguments().getFirst())
                        .toList())
                : expressions(plan);
    }

    private static List<Bound> both(List<Bound> first, List<Bound> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static String marks(Plan plan) {
        if (plan instanceof JoinPlan.Cogroup<?, ?, ?> cogroup) {
            return " (row by row, gives " + cogroup.to().typeName() + " as Java objects)";
        }
        if (!(plan instanceof RowPlan lambda)) {
            List<Bound> shared = new SharedParts(expressions(plan)).shared();
            List<Bound> byRow = UserCalls.rowByRow(calls(plan));
            return (shared.isEmpty() ? "" : " (once a chunk: %s)".formatted(shared))
                    + (byRow.isEmpty() ? "" : " (row by row: %s)".formatted(byRow));
        }
        Encoding<?> to = lambda.to();
        boolean objects = to.schema().fields().stream().anyMatch(field -> field.type().equals(Type.OBJECT));
        String speaks = Slides.of(plan) == Slides.EVERY_BATCH ? "" : ", " + Slides.text(Slides.of(plan));
        return " (row by row, gives " + to.typeName() + (objects ? " as Java objects" : " in columns") + speaks + ")";
    }
}
