// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import io.tidemill.BackPressure;
import io.tidemill.Publisher;
import io.tidemill.RowWriter;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.ring.RowPublisher;
import io.tidemill.runtime.StressRows.Line;

/// Writes numbered rows through one publisher after the other, in every way that a publisher takes them.
final class StressWriter implements Callable<Long> {
    static final int PUBLISHERS = 8;
    private static final int CHUNK_ROWS = 40;

    private final Engine engine;
    private final int firstPublisher;
    private final long rowsOfEach;
    private final SplittableRandom random;
    private final AtomicInteger lent = new AtomicInteger();
    private final AtomicInteger released = new AtomicInteger();

    /// @param writer from 0 on: it opens that [#PUBLISHERS] of all publishers
    StressWriter(Engine engine, int writer, long rowsOfEach, SplittableRandom random) {
        this.engine = engine;
        this.firstPublisher = writer * PUBLISHERS;
        this.rowsOfEach = rowsOfEach;
        this.random = random;
    }

    /// What was lent and is not given back yet.
    int outstanding() {
        return lent.get() - released.get();
    }

    /// Answers how many rows were taken.
    @Override
    public Long call() {
        long taken = 0;
        for (int number = firstPublisher; number < firstPublisher + PUBLISHERS; number++) {
            BackPressure backPressure = random.nextBoolean() ? BackPressure.WAIT : BackPressure.REFUSE;
            try (RowPublisher<Line> publisher = engine.openPublisher(0, "publisher " + number,
                    new StressRows.Codec(), backPressure)) {
                while (publisher.rows() < rowsOfEach) {
                    step(publisher, number);
                }
                taken += publisher.rows();
            }
        }
        return taken;
    }

    private void step(RowPublisher<Line> publisher, int number) {
        long before = publisher.rows();
        Line next = new Line(number, before);
        int most = (int) Math.min(rowsOfEach - before, CHUNK_ROWS);
        long answer = switch (random.nextInt(8)) {
            case 0 -> lend(publisher, next, random.nextInt(most + 1));
            case 1 -> appendChunk(publisher, next, random.nextInt(most + 1));
            case 2, 3 -> write(publisher, next);
            default -> publisher.append(next);
        };
        if (answer == Publisher.BACK_PRESSURED) {
            giveWay();
        } else if (answer < 0 || answer != Math.max(0, publisher.rows() - 1)) {
            throw new IllegalStateException("%s: %d was answered".formatted(next, answer));
        }
    }

    private long write(RowPublisher<Line> publisher, Line next) {
        if (random.nextInt(10) == 0) {
            try (RowWriter discarded = publisher.begin()) {
                discarded.set(1, -1L);
            }
        }
        return next.write(publisher.begin());
    }

    private long lend(RowPublisher<Line> publisher, Line next, int rows) {
        MemorySegment memory = Arena.ofAuto().allocate(StressRows.bytes(rows), Long.BYTES);
        long answer = publisher.lend(StressRows.columns(memory, next.publisher(), next.number(), rows), rows, () -> {
            memory.fill((byte) 0x55); // whoever reads on finds rows of no publisher
            released.incrementAndGet();
        });
        if (answer >= 0) {
            lent.incrementAndGet();
        }
        return answer;
    }

    private long appendChunk(RowPublisher<Line> publisher, Line next, int rows) {
        MemoryBudget budget = MemoryBudget.limited("chunk", 1 << 20);
        try (Block block = new Block(budget, "chunk", StressRows.SCHEMA, CHUNK_ROWS,
                CHUNK_ROWS * StressRows.LONGEST_TEXT)) {
            BlockWriter chunk = new BlockWriter(StressRows.SCHEMA);
            chunk.begin(block);
            StressRows.Codec codec = new StressRows.Codec();
            for (int row = 0; row < rows; row++) {
                codec.write(new Line(next.publisher(), next.number() + row), chunk);
                chunk.endRow();
            }
            return publisher.appendChunk(new Chunk(StressRows.SCHEMA).view(block, 0, rows));
        }
    }

    private void giveWay() {
        if (engine.config().layout().isInline()) {
            engine.doWork();
        } else {
            Thread.onSpinWait();
        }
    }
}
