// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.operator.EventClock;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;

/// Drives an operator with the same chunks until it is warm, then counts the bytes that this thread allocates.
///
/// Vector code allocates until it is compiled, and windows until they have slid once, so there are many rounds, and one without
/// a byte will do.
final class AllocationCheck {
    private static final int CHUNKS = 5;
    private static final int BATCHES_PER_ROUND = 40;
    private static final int MOST_ROUNDS = 500;

    private final Operator operator;
    private final List<Chunk> chunks = new ArrayList<>();
    private final Output nowhere = chunk -> {};
    private final long batchMicros;
    private long timeMicros;

    private AllocationCheck(Operator operator, long batchMicros) {
        this.operator = operator;
        this.batchMicros = batchMicros;
    }

    static void allocatesNothing(OperatorCase operatorCase, Forge forge, long seed) {
        MemoryBudget inputBudget = MemoryBudget.limited("the test's input", 1L << 40);
        MemoryBudget budget = MemoryBudget.limited(operatorCase.name(), OperatorHarness.PLENTY);
        SplittableRandom random = new SplittableRandom(seed);
        List<ChunkMaker> makers = new ArrayList<>();
        try (Operator operator = operatorCase.operator().get()) {
            operator.open(OperatorHarness.context(operatorCase, budget, forge, Lanes.only(operator),
                    new EventClock(), () -> 0));
            AllocationCheck check = new AllocationCheck(operator, operatorCase.batchMicros());
            for (int i = 0; i < CHUNKS; i++) {
                ChunkMaker maker = new ChunkMaker(inputBudget, operatorCase.input(), operatorCase.chunkRows(),
                        operatorCase.rows(), random);
                makers.add(maker);
                int rows = operatorCase.chunkRows() / (1 + i);
                check.chunks.add(maker.lay(Stream.generate(() -> operatorCase.rows().next(random)).limit(rows).toList(),
                        i % 2 == 1));
            }
            check.untilQuiet(operatorCase.name());
        } finally {
            makers.forEach(ChunkMaker::close);
        }
    }

    private void untilQuiet(String name) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MOST_ROUNDS && least > 0; i++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            round();
            least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
        }
        if (least > 0) {
            throw new AssertionError("%s allocates %,d bytes in %,d batches of %d chunks".formatted(name, least,
                    BATCHES_PER_ROUND, CHUNKS));
        }
    }

    private void round() {
        for (int batch = 0; batch < BATCHES_PER_ROUND; batch++) {
            for (int i = 0; i < CHUNKS; i++) {
                Chunk chunk = chunks.get(i);
                while (operator.process(chunk, nowhere) != Progress.DONE) {
                    Thread.onSpinWait();
                }
            }
            timeMicros += batchMicros;
            while (operator.endOfBatch(timeMicros, 0, nowhere) != Progress.DONE) {
                Thread.onSpinWait();
            }
        }
    }
}
