// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import io.tidemill.compile.ExecutionPlan;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.metrics.EngineCounters;
import io.tidemill.metrics.Metrics;
import io.tidemill.ring.LaneOutputs;
import io.tidemill.ring.LaneProgress;
import io.tidemill.ring.LaneSteps;
import io.tidemill.ring.OutputSlot;
import io.tidemill.ring.Ring;
import io.tidemill.ring.Slot;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.failure.LastToLeave;
import io.tidemill.runtime.thread.Bells;

/// The lanes of an engine, each with operators, a reader of the input ring and an output ring of its own.
public final class LaneGroup {
    private final LaneSetting setting;
    private final StateMemory memory;
    private final Ends ends;
    private final EngineCounters counters;
    private final Rejects rejects;
    private final DeadLetters deadLetters = new DeadLetters();
    private final List<LaneAgent> agents = new ArrayList<>();
    private final List<Ring.Reader<Slot>> readers = new ArrayList<>();
    private final List<LanePlan> plans = new ArrayList<>();
    private final List<LaneVerdicts> verdicts = new ArrayList<>();
    private final LaneOutputs outputs;

    /// What the lanes stand between.
    ///
    /// @param journal how far the journal has come
    /// @param bells what a lane rings for the other threads, by lane
    /// @param leaving closes operators, whose siblings and output the other agents may still read
    public record Ends(Ring<Slot> input, Ring.Sequenced journal, IntFunction<Bells> bells, LastToLeave leaving) {}

    /// @param budget of the engine, of which each operator gets a child
    public LaneGroup(LaneSetting setting, MemoryBudget budget, Ends ends, EngineCounters counters, Rejects rejects) {
        this.setting = setting;
        this.memory = new StateMemory(setting.config(), budget);
        this.ends = ends;
        this.counters = counters;
        this.rejects = rejects;
        LaneSteps steps = new LaneSteps(setting.plan().stages().size());
        LaneProgress progress = new LaneProgress(setting.config().lanes());
        List<LaneOutputs.Lane> rings = new ArrayList<>();
        for (int lane = 0; lane < progress.lanes(); lane++) {
            rings.add(add(new LanePlace(lane, steps, progress)));
        }
        LanePlan.join(plans);
        outputs = new LaneOutputs(progress, rings);
    }

    private LaneOutputs.Lane add(LanePlace place) {
        EngineConfig config = setting.config();
        ExecutionPlan of = setting.plan();
        Schema[] sinks = of.sinks().stream().map(ExecutionPlan.SinkNode::schema).toArray(Schema[]::new);
        Ring<OutputSlot> ring = new Ring<>(() -> new OutputSlot(sinks), config.ringSlots());
        Ring.Reader<OutputSlot> outputAgent = ring.reader();
        ring.freeBehind(outputAgent);
        IntFunction<OutputPort> ports = sink -> new OutputPort(sink, sinks[sink], config.outputBlocks(), ring,
                outputAgent, place);
        DeadLetterOutput letters = new DeadLetterOutput(
                of.takesDeadLetters() ? ports.apply(of.fedSinks().size()) : null);
        LaneVerdicts judge = new LaneVerdicts(config.name(), config.rows(), setting.verdicts(), of.functions(), place,
                deadLetters, letters);
        LanePlan plan = new LanePlan(config.name(), of, memory, setting.zeroMicros(),
                config.rows().directory().isPresent(),
                (name, budget, valueFailures, lanes, clock) -> setting.context(name, budget, valueFailures, judge,
                        lanes,
                        clock, place::sequence),
                ports, letters);
        Ring.Reader<Slot> reader = ends.input().reader();
        ends.leaving().add(plan);
        plans.add(plan);
        verdicts.add(judge);
        readers.add(reader);
        agents.add(new LaneAgent(
                new LaneAgent.Ends(reader, ends.journal(), ring, outputAgent, ends.bells().apply(place.lane())),
                plan, place, counters, rejects, ends.leaving()));
        return new LaneOutputs.Lane(ring, outputAgent);
    }

    /// Adds what each operator has done and holds, and which rows were left out.
    public void describe(Metrics metrics) {
        LanePlan.describe(plans, metrics);
        memory.describe(metrics);
        LaneVerdicts.describe(verdicts, metrics);
    }

    /// By lane.
    public List<LaneAgent> agents() {
        return agents;
    }

    /// How far each has come in the input ring.
    public List<Ring.Reader<Slot>> readers() {
        return readers;
    }

    /// What all of them give, in one order.
    public LaneOutputs outputs() {
        return outputs;
    }

    /// The latest dead letters.
    public DeadLetters deadLetters() {
        return deadLetters;
    }
}
