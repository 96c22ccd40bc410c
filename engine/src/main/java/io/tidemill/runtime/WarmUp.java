// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.BackPressure;
import io.tidemill.Batching;
import io.tidemill.IdleMode;
import io.tidemill.Publisher;
import io.tidemill.ThreadLayout;
import io.tidemill.compile.ExecutionPlan;
import io.tidemill.compile.ExecutionPlan.InputNode;
import io.tidemill.compile.ExecutionPlan.SinkNode;
import io.tidemill.compile.ExecutionPlan.StageNode;
import io.tidemill.connector.sink.DiscardSink;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.config.RowPolicy;
import io.tidemill.runtime.recovery.Keeping;
import io.tidemill.time.Clock;

/// Drives made-up rows through a second instance of a plan, so that the compiler has seen the code before the first real row.
///
/// The instance has its own rings, state and clock; its sinks discard, and whatever runs user code is left out. It is driven
/// inline by the caller, batch after batch of one row and then some whole blocks.
final class WarmUp {
    private static final int ONE_ROW_BATCHES = 30_000;
    private static final int WHOLE_BLOCKS = 100;

    private final StepClock clock = new StepClock();
    private final EngineConfig config;
    private final ExecutionPlan plan;
    private final Forge forge;

    WarmUp(EngineConfig config, ExecutionPlan plan, Forge forge) {
        this.forge = forge;
        this.config = new EngineConfig(config.name() + "-warm-up", config.batching(), ThreadLayout.inline(),
                IdleMode.SPIN, clock,
                config.blockRows(), 2, config.lineLimitBytes(), config.ringSlots(), config.outputBlocks(),
                config.memoryBytes(), config.state(), false, RowPolicy.STOP, config.lanes());
        this.plan = new ExecutionPlan(plan.inputs(), plan.stages().stream().map(WarmUp::withoutUserCode).toList(),
                plan.fedSinks().stream().map(WarmUp::discarding).toList(), plan.tickDivisorMicros(),
                plan.horizonMicros());
    }

    void run() throws InterruptedException {
        try (Engine engine = new Engine(config, plan, List.of(), Keeping.nothing(), forge, false)) {
            engine.start();
            List<Publisher<Long>> publishers = new ArrayList<>();
            for (int input = 0; input < plan.inputs().size(); input++) {
                InputNode node = plan.inputs().get(input);
                publishers.add(
                        engine.openPublisher(input, node.name(), new MadeUpRows(node.schema()), BackPressure.WAIT));
            }
            for (long row = 0; row < ONE_ROW_BATCHES; row++) {
                for (Publisher<Long> publisher : publishers) {
                    publisher.append(row);
                }
                drive(engine);
            }
            for (long block = 0; block < WHOLE_BLOCKS; block++) {
                for (Publisher<Long> publisher : publishers) {
                    for (long row = 0; row < config.blockRows(); row++) {
                        publisher.append(block * config.blockRows() + row);
                    }
                }
                drive(engine);
            }
        }
    }

    private void drive(Engine engine) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        clock.step();
        while (engine.doWork() > 0) {
            Thread.onSpinWait();
        }
    }

    private static StageNode withoutUserCode(StageNode stage) {
        return stage.runsUserCode()
                ? new StageNode(stage.name(), stage.schema(), Discard::new, stage.targets(), stage.ticks(), List.of())
                : stage;
    }

    private static SinkNode discarding(SinkNode sink) {
        return new SinkNode(sink.name(), sink.schema(), DiscardSink::new, sink.ticks());
    }

    /// A clock that moves by a millisecond a batch, or as far as the batch interval asks for.
    private final class StepClock implements Clock {
        private long micros = 1_000_000_000_000L;

        void step() {
            micros += config.batching() instanceof Batching.Every(long intervalMicros) ? intervalMicros : 1_000;
        }

        @Override
        public long micros() {
            return micros;
        }
    }

    private static final class Discard implements Operator {
        @Override
        public void open(OperatorContext context) {}

        @Override
        public Progress process(Chunk input, Output output) {
            return Progress.DONE;
        }

        @Override
        public void close() {}
    }
}
