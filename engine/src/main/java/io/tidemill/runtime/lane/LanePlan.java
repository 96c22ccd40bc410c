// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.lane;

import java.util.List;
import java.util.function.IntFunction;

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
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.ring.Slot;
import io.tidemill.runtime.failure.Closing;

/// The operators of one lane, made from a plan: its stages, then a port for each sink.
final class LanePlan implements AutoCloseable {
    private final String context;
    private final List<StageNode> stages;
    private final Operator[] operators;
    private final String[] names;
    private final MemoryBudget[] budgets;
    private final Counter[] zeroDivisions;
    private final Pipeline pipeline;
    private final int[][] inputTargets;
    private final Chunk[] views;
    private final long zeroMicros;
    private final Contexts contexts;
    private int opened;

    /// Makes what operators are opened with.
    interface Contexts {
        OperatorContext of(String name, MemoryBudget budget, Counter zeroDivisions);
    }

    /// @param contexts makes what an operator of a name is opened with
    /// @param ports makes the last operator before a sink
    /// @param letters the operator before the last sink, if that takes dead letters
    LanePlan(String context, ExecutionPlan plan, MemoryBudget budget, long zeroMicros,
            Contexts contexts, IntFunction<OutputPort> ports, DeadLetterOutput letters) {
        int count = plan.stages().size() + plan.sinks().size();
        this.context = context;
        this.stages = plan.stages();
        this.zeroMicros = zeroMicros;
        this.contexts = contexts;
        this.operators = new Operator[count];
        this.names = new String[count];
        this.budgets = new MemoryBudget[count];
        this.zeroDivisions = new Counter[count];
        int[][] targets = new int[count][];
        for (int i = 0; i < count; i++) {
            int sink = i - stages.size();
            operators[i] = sink < 0
                    ? stages.get(i).operator().get()
                    : sink < plan.fedSinks().size() ? ports.apply(sink) : letters;
            names[i] = sink < 0 ? stages.get(i).name() : plan.sinks().get(sink).name();
            targets[i] = sink < 0 ? numbers(stages.get(i).targets()) : new int[0];
            budgets[i] = budget.child(names[i]);
            zeroDivisions[i] = new Counter();
        }
        pipeline = new Pipeline(operators, targets, letters);
        inputTargets = plan.inputs().stream().map(input -> numbers(input.targets())).toArray(int[][]::new);
        views = plan.inputs().stream().map(input -> new Chunk(input.schema())).toArray(Chunk[]::new);
    }

    private int[] numbers(Targets targets) {
        int[] numbers = new int[targets.stages().size() + targets.sinks().size()];
        int next = 0;
        for (int stage : targets.stages()) {
            numbers[next++] = stage;
        }
        for (int sink : targets.sinks()) {
            numbers[next++] = stages.size() + sink;
        }
        return numbers;
    }

    void open() {
        for (; opened < operators.length; opened++) {
            operators[opened].open(contexts.of(names[opened], budgets[opened], zeroDivisions[opened]));
        }
    }

    /// Adds what each operator has done and holds.
    void describe(Metrics metrics) {
        for (int i = 0; i < operators.length; i++) {
            int operator = i;
            MemoryBudget memory = budgets[i];
            if (i < stages.size()) {
                metrics.add("tidemill_operator_rows_in_total", "operator", names[i], () -> pipeline.rowsIn(operator));
                metrics.add("tidemill_operator_rows_total", "operator", names[i], () -> pipeline.rowsOut(operator));
                metrics.add("tidemill_operator_state_bytes", "operator", names[i], memory::usedBytes);
                metrics.add("tidemill_operator_zero_divisions_total", "operator", names[i], zeroDivisions[i]::value);
            } else {
                metrics.add("tidemill_sink_rows_total", "sink", names[i],
                        operators[i] instanceof DeadLetterOutput letters
                                ? letters::rows
                                : () -> pipeline.rowsIn(operator));
                metrics.add("tidemill_sink_output_bytes", "sink", names[i], memory::usedBytes);
            }
        }
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

    /// Says where and in which batch something went wrong.
    EngineException explain(RuntimeException cause, long batchId) {
        int at = pipeline.current();
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
        }
        opened = -1;
        closing.rethrow();
    }
}
