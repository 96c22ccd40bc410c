// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Durability;
import io.tidemill.journal.Journal;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Positions;
import io.tidemill.journal.Verdict;
import io.tidemill.journal.directory.DataDirectory;
import io.tidemill.journal.directory.Diagnosis;
import io.tidemill.journal.directory.JournalFacts;
import io.tidemill.journal.directory.JournalFiles;
import io.tidemill.journal.directory.JournalScan;
import io.tidemill.journal.directory.ScanProgress;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

/// Writes an incarnation into a data directory as an engine would: trades and lines, batches, rejects, verdicts.
final class SampleJournal implements AutoCloseable {
    static final Schema TRADES = Schema.of(Field.nullable("symbol", Type.UTF8), Field.of("price", Type.FLOAT64),
            Field.nullable("size", Type.INT32), Field.of("buy", Type.BOOL), Field.of("at", Type.TIMESTAMP),
            Field.of("day", Type.DATE));
    static final Schema LINES = Schema.of(Field.of("value", Type.UTF8));
    /// 2026-01-01T00:00:00Z.
    static final long NEW_YEAR_MICROS = 1_767_225_600_000_000L;
    static final int NEW_YEAR_DAY = 20_454;

    private static final int BLOCK_ROWS = 64;
    private static final int TEXT_BYTES = 4096;

    private final MemoryBudget budget = MemoryBudget.limited("sample", 64 << 20);
    private final DataDirectory directory;
    private final Journal journal;
    private final List<Thread> companions = new ArrayList<>();
    private long sequence;

    /// A row of trades.
    record Trade(@Nullable String symbol, double price, @Nullable Integer size) {}

    private record Rows(long sequence, int input, String publisher, long firstRow, Positions positions, Chunk chunk)
            implements
                JournalEntry.NewRows {
        @Override
        public int rows() {
            return chunk.rows();
        }
    }

    private record Tick(long sequence, long batchId, long batchTimeMicros, boolean endOfStream, boolean complete)
            implements
                JournalEntry.Tick {}

    private record Rejected(long sequence, int input, String source, String part, long offset, String reason,
            ByteBuffer bytes) implements JournalEntry.Rejected {}

    private record Ruling(long sequence, Verdict verdict) implements JournalEntry.Ruling {}

    private SampleJournal(Path path, Durability durability, long fileBytes, Schema trades) {
        FileStorage storage = new FileStorage();
        FileCarrier carrier = new FileCarrier(storage);
        directory = DataDirectory.open(path, List.of(carrier), FileCarrier.NAME, storage);
        Diagnosis before = JournalScan.scan(new JournalFiles(storage, carrier, path), budget, ScanProgress.NONE);
        JournalFacts facts = before.facts();
        sequence = facts.lastSequence() + 1;
        journal = directory.begin(new JournalHeader("market", facts.newestIncarnation() + 1, sequence, facts.seal(),
                NEW_YEAR_MICROS, NEW_YEAR_MICROS, durability,
                List.of(new JournalHeader.Input("trades", trades), new JournalHeader.Input("lines", LINES)),
                BLOCK_ROWS, TEXT_BYTES, List.of("input trades", "input lines", "print"), Map.of("jdk", "25.0.3")),
                fileBytes, 1 << 16, budget);
        for (Journal.Companion companion : journal.companions()) {
            companions.add(Thread.ofPlatform().start(() -> {
                try {
                    companion.run(() -> {});
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            }));
        }
    }

    /// Begins the next incarnation in a data directory.
    static SampleJournal begin(Path path) {
        return begin(path, 1 << 20);
    }

    /// @param fileBytes when to begin a new file
    static SampleJournal begin(Path path, long fileBytes) {
        return new SampleJournal(path, Durability.PROCESS, fileBytes, TRADES);
    }

    /// With an input `trades` of other columns.
    static SampleJournal begin(Path path, Schema trades) {
        return new SampleJournal(path, Durability.PROCESS, 1 << 20, trades);
    }

    SampleJournal trades(String publisher, long firstRow, long lastId, Trade... trades) {
        try (Block block = new Block(budget, "trades", TRADES, BLOCK_ROWS, TEXT_BYTES)) {
            BlockWriter writer = new BlockWriter(TRADES);
            writer.begin(block);
            for (int row = 0; row < trades.length; row++) {
                Trade trade = trades[row];
                if (trade.symbol != null) {
                    writer.setText(0, trade.symbol);
                }
                writer.setDouble(1, trade.price);
                if (trade.size != null) {
                    writer.setInt(2, trade.size);
                }
                writer.setBoolean(3, row % 2 == 0);
                writer.setLong(4, NEW_YEAR_MICROS + firstRow + row);
                writer.setInt(5, NEW_YEAR_DAY);
                writer.endRow();
            }
            Positions positions = new Positions();
            positions.put("", lastId);
            append(new Rows(sequence, 0, publisher, firstRow, positions, chunk(block, TRADES, trades.length)));
        }
        return this;
    }

    SampleJournal lines(String source, long firstRow, String part, long offset, String... lines) {
        try (Block block = new Block(budget, "lines", LINES, BLOCK_ROWS, TEXT_BYTES)) {
            BlockWriter writer = new BlockWriter(LINES);
            writer.begin(block);
            for (String line : lines) {
                writer.setText(0, line);
                writer.endRow();
            }
            Positions positions = new Positions();
            positions.put(part, offset);
            append(new Rows(sequence, 1, source, firstRow, positions, chunk(block, LINES, lines.length)));
        }
        return this;
    }

    private static Chunk chunk(Block block, Schema schema, int rows) {
        return new Chunk(schema).view(block, 0, rows);
    }

    SampleJournal tick(long batch) {
        return tick(batch, false);
    }

    /// @param complete whether all inputs have ended
    SampleJournal tick(long batch, boolean complete) {
        append(new Tick(sequence, batch, NEW_YEAR_MICROS + batch * 100_000, complete, complete));
        return this;
    }

    SampleJournal reject(String source, String part, long offset, String reason, String bytes) {
        append(new Rejected(sequence, 1, source, part, offset, reason, ByteBuffer.wrap(bytes.getBytes(UTF_8))));
        return this;
    }

    SampleJournal verdict(long ofSequence, long row, String operator, Verdict.Kind kind) {
        append(new Ruling(sequence, new Verdict(ofSequence, row, operator, kind)));
        return this;
    }

    private void append(JournalEntry entry) {
        untilTrue(() -> journal.append(entry));
        untilTrue(journal::flush);
        sequence++;
    }

    private static void untilTrue(Callable<Boolean> step) {
        await().pollInSameThread().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(step);
    }

    /// The sequence of the entry that comes next.
    long nextSequence() {
        return sequence;
    }

    @Override
    public void close() {
        journal.close();
        for (Thread companion : companions) {
            try {
                companion.join();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        directory.close();
        budget.close();
    }
}
