// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.tidemill.compile.ExecutionPlan.InputNode;
import io.tidemill.compile.ExecutionPlan.SinkNode;
import io.tidemill.compile.ExecutionPlan.StageNode;
import io.tidemill.compile.ExecutionPlan.Targets;
import io.tidemill.compile.ExecutionPlan.TickNeed;
import io.tidemill.connector.Sink;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.operator.Operator;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Emit;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.Plan;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.Slides;
import io.tidemill.plan.Window;

/// Turns plans into the graph of stages that runs.
///
/// A plan node becomes one stage, once, however many streams stand on it: the stage then has as many targets. Unions and
/// names become none: what stands on a union is a target of each of its inputs.
public final class Compiler {
    private final List<Plan.Scan> inputs;
    private final List<Targeted> feeders = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final List<SinkNode> sinks = new ArrayList<>();
    private final IdentityHashMap<Plan, List<Targeted>> compiled = new IdentityHashMap<>();
    private final StageNames names = new StageNames();

    /// Something that passes chunks on: an input or a stage.
    private static class Targeted {
        final List<Integer> stages = new ArrayList<>();
        final List<Integer> secondOf = new ArrayList<>();
        final List<Integer> sinks = new ArrayList<>();

        Targets targets() {
            return new Targets(stages, secondOf, sinks);
        }
    }

    private static final class Stage extends Targeted {
        final Plan plan;
        final StageNames.Names names;
        final Supplier<? extends Operator> operator;

        Stage(Plan plan, StageNames.Names names) {
            this.plan = plan;
            this.names = names;
            this.operator = Operators.of(plan, names.functions());
        }
    }

    private Compiler(List<Plan.Scan> inputs) {
        this.inputs = inputs;
        inputs.forEach(input -> feeders.add(new Targeted()));
    }

    /// @param inputs all inputs of the context, in order of their indices
    /// @param budget of the running engine, for sinks that keep a batch
    public static ExecutionPlan compile(List<Plan.Scan> inputs, List<Emit> outputs, Supplier<MemoryBudget> budget) {
        Compiler compiler = new Compiler(inputs);
        for (Emit output : Rewriter.rewrite(outputs)) {
            compiler.sink(output, budget);
        }
        return compiler.plan();
    }

    private void sink(Emit emit, Supplier<MemoryBudget> budget) {
        List<Targeted> sources = feeders(emit.input(), Optional.empty());
        int index = sinks.size();
        sources.forEach(source -> source.sinks.add(index));
        String name = names.sink(emit);
        Supplier<? extends Sink> supplier = Sinks.of(emit, name, budget);
        sinks.add(new SinkNode(name, emit.input().schema(), supplier, need(Slides.of(emit.input()))));
    }

    /// What passes the rows of a plan on.
    ///
    /// @param given the name that the user gave to the plan
    private List<Targeted> feeders(Plan plan, Optional<String> given) {
        List<Targeted> known = compiled.get(plan);
        if (known == null) {
            known = switch (plan) {
                case Plan.Scan scan -> List.of(feeders.get(scan.index()));
                case Plan.Named(Plan input, String name) -> feeders(input, Optional.of(name));
                case Plan.Union union ->
                    union.inputs().stream().flatMap(input -> feeders(input, Optional.empty()).stream()).toList();
                case Plan.OfTwo node -> List.of(stage(node, given));
                case Plan.OfOne node -> List.of(stage(node, given));
            };
            compiled.put(plan, known);
        }
        return known;
    }

    private Stage stage(Plan.OfOne node, Optional<String> given) {
        List<Targeted> sources = feeders(node.input(), Optional.empty());
        Stage stage = new Stage(node, names.stage(node, given));
        int index = stages.size();
        sources.forEach(source -> source.stages.add(index));
        stages.add(stage);
        return stage;
    }

    private Stage stage(Plan.OfTwo node, Optional<String> given) {
        List<Targeted> left = feeders(node.left(), Optional.empty());
        List<Targeted> right = feeders(node.right(), Optional.empty());
        Stage stage = new Stage(node, names.stage(node, given));
        int index = stages.size();
        left.forEach(source -> source.stages.add(index));
        right.forEach(source -> source.secondOf.add(index));
        stages.add(stage);
        return stage;
    }

    private ExecutionPlan plan() {
        List<InputNode> inputNodes = new ArrayList<>();
        for (Plan.Scan input : inputs) {
            inputNodes.add(new InputNode(input.name(), input.schema(), feeders.get(input.index()).targets()));
        }
        List<StageNode> stageNodes = new ArrayList<>();
        long divisor = 0;
        long horizon = 0;
        for (Stage stage : stages) {
            TickNeed ticks = ticks(stage.plan);
            stageNodes.add(new StageNode(stage.names.stage(), Explain.what(stage.plan), stage.plan.schema(),
                    stage.operator, stage.targets(), ticks, stage.names.functions(), clocks(stage.plan)));
            horizon += Slides.lengthMicros(stage.plan);
            divisor = ticks.equals(TickNeed.NEVER) ? divisor : commonDivisor(divisor, stage.plan);
        }
        return new ExecutionPlan(inputNodes, stageNodes, sinks, divisor, horizon);
    }

    /// The stages that say how far the event time of the rows of windows has come.
    private List<Integer> clocks(Plan plan) {
        return switch (plan) {
            case ColumnPlan.Aggregate aggregate when aggregate.window() instanceof Window.OfEventTime ->
                timedStages(aggregate.input());
            case ColumnPlan.Fill fill when fill.fill().window() instanceof Window.OfEventTime ->
                timedStages(fill.input());
            case ColumnPlan.LateRows late -> timedStages(late.input());
            case RowPlan.ProcessKeyed<?, ?, ?> process -> timedStages(process.input());
            case JoinPlan.IntervalJoin _,JoinPlan.WindowJoin _,JoinPlan.LateRows _ ->
                plan.children().stream().flatMap(side -> timedStages(side).stream()).distinct().toList();
            default -> List.of();
        };
    }

    private List<Integer> timedStages(Plan plan) {
        return switch (plan) {
            case Plan.Scan _ -> List.of();
            case ColumnPlan.Timed timed -> stageOf(timed);
            case Plan.Union union ->
                union.inputs().stream().flatMap(input -> timedStages(input).stream()).distinct().toList();
            case JoinPlan.Join join -> timedStages(join.left());
            case JoinPlan.LookupJoin lookup -> timedStages(lookup.left());
            case JoinPlan.IntervalJoin _,JoinPlan.WindowJoin _,JoinPlan.LateRows _,JoinPlan.Cogroup<?, ?, ?> _ ->
                List.of();
            case Plan.OfOne node -> timedStages(node.input());
        };
    }

    private List<Integer> stageOf(Plan plan) {
        return compiled.getOrDefault(plan, List.of()).stream().map(stage -> stages.indexOf(stage)).toList();
    }

    private static TickNeed ticks(Plan plan) {
        return switch (plan) {
            case Plan.Scan _,Plan.Union _,Plan.Named _,ColumnPlan.Filter _,ColumnPlan.Project _,ColumnPlan.Explode _,RowPlan.MapRows<?, ?> _,RowPlan.FlatMapRows<?, ?> _,RowPlan.FilterRows<?> _,RowPlan.FusedRows<?, ?> _,RowPlan.MapPartitions<?, ?> _ ->
                TickNeed.NEVER;
            case ColumnPlan.Timed _,ColumnPlan.LateRows _,ColumnPlan.Distinct _,ColumnPlan.Running _ ->
                TickNeed.EVERY_BATCH;
            case Plan.OfTwo _,ColumnPlan.Aggregate _,ColumnPlan.Fill _,ColumnPlan.WindowRows _,RowPlan.ReduceRows<?> _,RowPlan.ReduceByKey<?, ?> _,RowPlan.ReduceByKeyAndWindow<?, ?> _,RowPlan.ReduceByKeyAndInverse<?, ?> _,RowPlan.GroupByKey<?, ?> _,RowPlan.UpdateStateByKey<?, ?, ?> _,RowPlan.MapWithState<?, ?, ?, ?> _,RowPlan.ProcessKeyed<?, ?, ?> _,RowPlan.Transform<?, ?> _ ->
                need(Slides.of(plan));
        };
    }

    private static TickNeed need(long slide) {
        if (slide == Slides.EVERY_BATCH) {
            return TickNeed.EVERY_BATCH;
        }
        return slide == Slides.END_OF_STREAM ? TickNeed.AT_END_OF_STREAM : TickNeed.everySlide(slide);
    }

    private static long commonDivisor(long divisor, Plan plan) {
        return Slides.bounds(plan)
                .stream()
                .filter(bound -> bound != Slides.EVERY_BATCH && bound != Slides.END_OF_STREAM)
                .reduce(divisor, Compiler::commonDivisor);
    }

    private static long commonDivisor(long left, long right) {
        return right == 0 ? left : commonDivisor(right, left % right);
    }
}
