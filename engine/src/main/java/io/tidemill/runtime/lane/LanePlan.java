// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.lane;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

import io.tidemill.EngineException;
import io.tidemill.StateException;
import io.tidemill.UserCodeException;
import io.tidemill.compile.ExecutionPlan;
import io.tidemill.compile.ExecutionPlan.StageNode;
import io.tidemill.compile.ExecutionPlan.Targets;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.metrics.Counter;
import io.tidemill.metrics.Metrics;
import io.tidemill.operator.EventClock;
import io.tidemill.operator.EventTimeSource;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.ring.Slot;
import io.tidemill.runtime.failure.Closing;

/// The operators of one lane, made from a plan: its stages, then a port for each sink.
final class LanePlan implements AutoCloseable {
    private static final int NONE = -1;

    private final String context;
    private final List<StageNode> stages;
    private final Operator[] operators;
    private final String[] names;
    private final MemoryBudget[] budgets;
    private final MemoryBudget[] spilled;
    private final Counter[] valueFailures;
    private final EventClock[] clocks;
    private final Pipeline pipeline;
    private final int[][] inputTargets;
    private final Chunk[] views;
    private final long zeroMicros;
    private final Contexts contexts;
    private final boolean goesOn; // at its next start, where this one ends
    private int lane;
    private List<LanePlan> lanes = List.of(this);
    private int opened;
    private int freezing = NONE;

    /// Makes what operators are opened with.
    interface Contexts {
        OperatorContext of(String name, MemoryBudget budget, Counter valueFailures, Lanes lanes, EventClock clock);
    }

    /// @param contexts makes what an operator of a name is opened with
    /// @param ports makes the last operator before a sink
    /// @param letters the operator before the last sink, if that takes dead letters
    LanePlan(String context, ExecutionPlan plan, StateMemory memory, long zeroMicros, boolean goesOn,
            Contexts contexts, IntFunction<OutputPort> ports, DeadLetterOutput letters) {
        int count = plan.stages().size() + plan.sinks().size();
        this.context = context;
        this.stages = plan.stages();
        this.zeroMicros = zeroMicros;
        this.goesOn = goesOn;
        this.contexts = contexts;
        this.operators = new Operator[count];
        this.names = new String[count];
        this.budgets = new MemoryBudget[count];
        this.spilled = new MemoryBudget[count];
        this.valueFailures = new Counter[count];
        this.clocks = new EventClock[count];
        int[][] targets = new int[count][];
        for (int i = 0; i < count; i++) {
            int sink = i - stages.size();
            operators[i] = sink < 0
                    ? stages.get(i).operator().get()
                    : sink < plan.fedSinks().size() ? ports.apply(sink) : letters;
            names[i] = sink < 0 ? stages.get(i).name() : plan.sinks().get(sink).name();
            targets[i] = sink < 0 ? numbers(stages.get(i).targets()) : new int[0];
            StateMemory.Share share = memory.operator(names[i]);
            budgets[i] = share.budget();
            spilled[i] = share.spilled();
            valueFailures[i] = new Counter();
            clocks[i] = new EventClock();
        }
        pipeline = new Pipeline(operators, targets, letters);
        inputTargets = plan.inputs().stream().map(input -> numbers(input.targets())).toArray(int[][]::new);
        views = plan.inputs().stream().map(input -> new Chunk(input.schema())).toArray(Chunk[]::new);
    }

    private int[] numbers(Targets targets) {
        int[] numbers = new int[targets.stages().size() + targets.secondOf().size() + targets.sinks().size()];
        int next = 0;
        for (int stage : targets.stages()) {
            numbers[next++] = stage;
        }
        for (int stage : targets.secondOf()) {
            numbers[next++] = Pipeline.secondInputOf(stage);
        }
        for (int sink : targets.sinks()) {
            numbers[next++] = stages.size() + sink;
        }
        return numbers;
    }

    /// Makes plans siblings, by lane. Before any of them is opened.
    static void join(List<LanePlan> lanes) {
        for (int lane = 0; lane < lanes.size(); lane++) {
            lanes.get(lane).lane = lane;
            lanes.get(lane).lanes = lanes;
        }
    }

    void open() {
        for (; opened < operators.length; opened++) {
            int operator = opened;
            List<Operator> siblings = lanes.stream().map(plan -> plan.operators[operator]).toList();
            operators[operator].open(contexts.of(names[operator], budgets[operator], valueFailures[operator],
                    new Lanes(lane, siblings), clocks[operator]));
        }
    }

    /// Adds what each operator has done and holds, in all lanes together.
    static void describe(List<LanePlan> lanes, Metrics metrics) {
        LanePlan first = lanes.getFirst();
        for (int i = 0; i < first.operators.length; i++) {
            int operator = i;
            if (i < first.stages.size()) {
                first.add(metrics, "tidemill_operator_rows_in_total", i, plan -> plan.pipeline.rowsIn(operator));
                first.add(metrics, "tidemill_operator_rows_total", i, plan -> plan.pipeline.rowsOut(operator));
                first.add(metrics, "tidemill_operator_state_bytes", i, plan -> plan.budgets[operator].usedBytes());
                first.add(metrics, "tidemill_operator_spilled_bytes", i, plan -> plan.spilled[operator].usedBytes());
                first.add(metrics, "tidemill_operator_value_failures_total", i,
                        plan -> plan.valueFailures[operator].value());
                if (!first.stages.get(i).clocks().isEmpty()) {
                    first.describeTime(metrics, i);
                }
            } else {
                first.add(metrics, "tidemill_sink_rows_total", i,
                        plan -> plan.operators[operator] instanceof DeadLetterOutput letters
                                ? letters.rows()
                                : plan.pipeline.rowsIn(operator));
                first.add(metrics, "tidemill_sink_output_bytes", i, plan -> plan.budgets[operator].usedBytes());
            }
        }
    }

    private void describeTime(Metrics metrics, int operator) {
        metrics.add("tidemill_operator_watermark_micros", "operator", names[operator],
                clocks[operator]::watermarkMicros);
        add(metrics, "tidemill_operator_open_slices", operator, plan -> plan.clocks[operator].openSlices().value());
        add(metrics, "tidemill_operator_late_rows_total", operator, plan -> plan.clocks[operator].lateRows().value());
        add(metrics, "tidemill_operator_rows_ahead_total", operator,
                plan -> plan.clocks[operator].aheadRows().value());
        add(metrics, "tidemill_operator_rows_without_time_total", operator,
                plan -> plan.clocks[operator].timelessRows().value());
    }

    private void add(Metrics metrics, String name, int operator, ToLongFunction<LanePlan> value) {
        metrics.add(name, operator < stages.size() ? "operator" : "sink", names[operator],
                () -> lanes.stream().mapToLong(value).sum());
    }

    Pipeline pipeline() {
        return pipeline;
    }

    Chunk view(int input) {
        return views[input];
    }

    int[] targets(int input) {
        return inputTargets[input];
    }

    int stages() {
        return stages.size();
    }

    boolean isDue(int stage, Slot tick) {
        return stages.get(stage).ticks().isDue(tick.batchTimeMicros(), zeroMicros, tick.endOfStream());
    }

    /// Whether a stage makes its results of what all lanes have gathered.
    boolean exchanges(int stage) {
        return operators[stage] instanceof ExchangeOperator;
    }

    /// Goes on to the watermark of a stage's rows, and answers it: that of the stream that is behind most, but for idle ones.
    ///
    /// Event time ends when all inputs have ended by themselves; where nothing is kept, also when the engine is stopped in order. A job that
    /// goes on at its next start has windows that are still open.
    long watermark(int stage, Slot tick) {
        List<Integer> sources = stages.get(stage).clocks();
        if (sources.isEmpty()) {
            return tick.endOfStream() ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        long watermark = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        boolean areIdle = true;
        for (int i = 0; i < sources.size(); i++) {
            EventTimeSource source = (EventTimeSource) operators[sources.get(i)];
            latest = Math.max(latest, source.latestMicros());
            if (!source.isIdle()) {
                areIdle = false;
                watermark = Math.min(watermark, source.watermarkMicros());
            }
        }
        EventClock clock = clocks[stage];
        boolean isOver = tick.complete() || (tick.endOfStream() && !goesOn);
        clock.advance(isOver ? Long.MAX_VALUE : areIdle ? Long.MIN_VALUE : watermark, latest);
        return clock.watermarkMicros();
    }

    /// Lets a stage freeze what it has gathered, if others want it.
    void freeze(int stage, long batchTimeMicros, long watermarkMicros) {
        if (operators[stage] instanceof ExchangeOperator exchange) {
            freezing = stage;
            exchange.freeze(batchTimeMicros, watermarkMicros);
            freezing = NONE;
        }
    }

    /// Says where and in which batch something went wrong.
    EngineException explain(RuntimeException cause, long batchId) {
        int at = freezing == NONE ? pipeline.current() : freezing;
        String where = "%s, batch %d, %s: %s".formatted(context, batchId, at < 0 ? "input" : names[at],
                cause.getMessage());
        return cause instanceof UserCodeException
                ? new UserCodeException(where, cause.getCause())
                : new StateException(where, cause);
    }

    /// Closes every operator that was opened, or whose opening failed.
    @Override
    public void close() {
        Closing closing = new Closing();
        for (int i = Math.min(opened, operators.length - 1); i >= 0; i--) {
            closing.close(operators[i]);
            closing.close(budgets[i]);
            closing.close(spilled[i]);
        }
        opened = -1;
        closing.rethrow();
    }
}
