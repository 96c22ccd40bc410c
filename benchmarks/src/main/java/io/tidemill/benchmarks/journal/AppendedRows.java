// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import io.tidemill.JournalCarrier;
import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.journal.Carrier;
import io.tidemill.journal.Durability;
import io.tidemill.journal.Journal;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Positions;
import io.tidemill.journal.chronicle.ChronicleCarrier;
import io.tidemill.journal.directory.DataDirectory;
import io.tidemill.journal.directory.JournalWriter;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;

/// Appends chunks of random numbers: through a whole journal (encoders that find nothing, framing, CRC, chain, copy), and the same bytes by
/// nothing but Chronicle Queue.
final class AppendedRows implements AutoCloseable {
    private static final Schema SCHEMA = Schema.of(Field.of("a", Type.INT64), Field.of("b", Type.INT64),
            Field.of("c", Type.INT32));
    private static final int ROW_BYTES = 8 + 8 + 4;
    private static final int ROWS = 8_192;
    private static final long FILE_BYTES = 256L << 20;
    private static final long AHEAD_BYTES = 32L << 20;
    private static final long QUEUE_BLOCK_BYTES = 64L << 20;

    private final MemoryBudget budget = MemoryBudget.limited("append", 64 << 20);
    private final Block block = new Block(budget, "rows", SCHEMA, ROWS, 0);
    private final Chunk chunk = new Chunk(SCHEMA);
    private final Path parent;
    private final int chunks;

    /// What is done with a journal while its companions run.
    @FunctionalInterface
    private interface Work<T> {
        T with(JournalWriter journal) throws IOException;
    }

    /// Rows on their way into a journal, the same again and again.
    private record Entry(long sequence, Chunk chunk, Positions positions) implements JournalEntry.NewRows {
        @Override
        public int input() {
            return 0;
        }

        @Override
        public String publisher() {
            return "appender";
        }

        @Override
        public long firstRow() {
            return sequence * ROWS;
        }

        @Override
        public int rows() {
            return ROWS;
        }
    }

    /// @param parent where to write
    /// @param megabytes to write in a round, about
    AppendedRows(Path parent, int megabytes) {
        this.parent = parent;
        this.chunks = (int) (megabytes * 1_000_000L / (ROWS * ROW_BYTES));
        SplittableRandom random = new SplittableRandom(1);
        BlockWriter writer = new BlockWriter(SCHEMA);
        writer.begin(block);
        for (int row = 0; row < ROWS; row++) {
            writer.setLong(0, random.nextLong());
            writer.setLong(1, random.nextLong());
            writer.setInt(2, random.nextInt());
            writer.endRow();
        }
        writer.end();
        chunk.view(block, 0, ROWS);
    }

    /// Megabytes of rows a second.
    private double rate(long nanos) {
        return (double) chunks * ROWS * ROW_BYTES * 1e3 / nanos;
    }

    double raw() {
        try (ScratchDirectory scratch = ScratchDirectory.in(parent);
                ChronicleQueue queue = ChronicleQueue.singleBuilder(scratch.path())
                        .rollCycle(LargeRollCycles.LARGE_DAILY)
                        .blockSize(QUEUE_BLOCK_BYTES)
                        .build();
                ExcerptAppender appender = queue.createAppender()) {
            Bytes<Void> record = Bytes.allocateDirect((long) ROWS * ROW_BYTES);
            record.writeSkip((long) ROWS * ROW_BYTES);
            long start = System.nanoTime();
            for (int i = 0; i < chunks; i++) {
                appender.writeBytes(record);
            }
            long nanos = System.nanoTime() - start;
            record.releaseLast();
            return rate(nanos);
        }
    }

    double journaled(JournalCarrier choice) throws Exception {
        return rate(journaled(choice, chunks, this::append));
    }

    /// At a steady rate, each chunk in a record of its own.
    PacedAppends paced(JournalCarrier choice) throws Exception {
        Positions none = new Positions();
        return journaled(choice, PacedAppends.inAll(chunks), journal -> PacedAppends.run(chunks, () -> {
            append(journal, new Entry(journal.position().sequence() + 1, chunk, none));
            flush(journal);
            return journal.files();
        }));
    }

    /// The bytes of a chunk.
    static long chunkBytes() {
        return (long) ROWS * ROW_BYTES;
    }

    private <T> T journaled(JournalCarrier choice, int written, Work<T> work) throws Exception {
        FileStorage storage = new FileStorage();
        Carrier carrier = choice == JournalCarrier.FILE ? new FileCarrier(storage) : new ChronicleCarrier(storage);
        try (ScratchDirectory scratch = ScratchDirectory.in(parent)) {
            T result;
            List<Thread> companions;
            try (DataDirectory directory = DataDirectory.open(scratch.path(), List.of(carrier), carrier.name(),
                    storage);
                    JournalWriter journal = directory.begin(header(), FILE_BYTES, AHEAD_BYTES, budget)) {
                companions = start(journal);
                result = work.with(journal);
            }
            for (Thread companion : companions) {
                companion.join();
            }
            Answer.require("the rows in the journal", (long) written * ROWS,
                    JournaledEvents.facts(choice, scratch.path()).rows());
            return result;
        }
    }

    private static JournalHeader header() {
        return new JournalHeader("append", 1, 0, JournalHeader.Seal.NONE, 0, 0, Durability.PROCESS,
                List.of(new JournalHeader.Input("rows", SCHEMA)), ROWS, 0, List.of(), Map.of());
    }

    private static List<Thread> start(Journal journal) {
        List<Thread> threads = new ArrayList<>();
        for (Journal.Companion companion : journal.companions()) {
            threads.add(Thread.ofPlatform().name("benchmark-" + companion.name()).start(() -> {
                try {
                    companion.run(() -> {});
                } catch (Exception failed) { // has failed the journal, too: the next append throws
                    throw new IllegalStateException(companion.name() + " failed", failed);
                }
            }));
        }
        return threads;
    }

    private long append(Journal journal) {
        Positions none = new Positions();
        long start = System.nanoTime();
        for (int i = 0; i < chunks; i++) {
            append(journal, new Entry(i, chunk, none));
        }
        flush(journal);
        return System.nanoTime() - start;
    }

    private static void append(Journal journal, Entry entry) {
        while (!journal.append(entry)) {
            Thread.onSpinWait();
        }
    }

    private static void flush(Journal journal) {
        while (!journal.flush()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        block.close();
        budget.close();
    }
}
