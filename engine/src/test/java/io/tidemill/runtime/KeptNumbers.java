// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.tidemill.Batching;
import io.tidemill.JournalCarrier;
import io.tidemill.Redelivery;
import io.tidemill.ThreadLayout;
import io.tidemill.compile.ExecutionPlan;
import io.tidemill.compile.ExecutionPlan.InputNode;
import io.tidemill.compile.ExecutionPlan.SinkNode;
import io.tidemill.compile.ExecutionPlan.Targets;
import io.tidemill.compile.ExecutionPlan.TickNeed;
import io.tidemill.journal.Durability;
import io.tidemill.journal.Storage;
import io.tidemill.memory.Chunk;
import io.tidemill.runtime.config.DataConfig;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.recovery.Recovery;

/// A sink that keeps the numbers that it is given, and engines on a data directory that feed two such: one that is not given again what
/// it has committed, and one that is given everything again.
final class KeptNumbers extends NumberLines.Collected {
    private static final EngineConfig CONFIG = NumberLines.config(ThreadLayout.inline(), Batching.natural());

    final List<Integer> numbers = Collections.synchronizedList(new ArrayList<>());
    private final Redelivery redelivery;

    private KeptNumbers(Redelivery redelivery) {
        this.redelivery = redelivery;
    }

    static KeptNumbers once() {
        return new KeptNumbers(Redelivery.UNCOMMITTED);
    }

    static KeptNumbers all() {
        return new KeptNumbers(Redelivery.ALL);
    }

    /// An engine without threads of its own, on plain files.
    static Engine engine(Path data, Durability durability, Storage disk, KeptNumbers once, KeptNumbers all) {
        Targets both = new Targets(List.of(), List.of(0, 1));
        ExecutionPlan plan = new ExecutionPlan(List.of(new InputNode("lines", NumberLines.SCHEMA, both)), List.of(),
                List.of(new SinkNode("once", NumberLines.SCHEMA, () -> once, TickNeed.EVERY_BATCH),
                        new SinkNode("all", NumberLines.SCHEMA, () -> all, TickNeed.EVERY_BATCH)),
                0, 0);
        DataConfig config = new DataConfig(data, durability, JournalCarrier.FILE, false, disk);
        return new Engine(CONFIG, plan, List.of(), Recovery.open(config, CONFIG, plan, List.of("numbers")));
    }

    /// Drives an engine until there is nothing to do.
    static void drive(Engine engine) {
        for (int idle = 0; idle < 3; idle = engine.doWork() > 0 ? 0 : idle + 1) {
            Thread.onSpinWait();
        }
    }

    static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @Override
    public void accept(Chunk chunk) {
        for (int row = 0; row < chunk.rows(); row++) {
            numbers.add((int) chunk.column(0).longAt(row));
        }
    }

    @Override
    public Redelivery redelivery() {
        return redelivery;
    }
}
