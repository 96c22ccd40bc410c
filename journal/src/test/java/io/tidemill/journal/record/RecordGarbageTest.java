// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.sun.management.ThreadMXBean;
import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Positions;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("alone")
class RecordGarbageTest {
    private static final int ROWS = 1_000;
    private static final int RECORDS = 200;
    private static final int MOST_ROUNDS = 20;
    private static final Schema SCHEMA = Schema.of(Field.of("key", Type.UTF8), Field.nullable("value", Type.INT64));
    private static final JournalHeader HEADER = new JournalHeader("test", 1, 0, JournalHeader.Seal.NONE, 0, 0,
            Durability.PROCESS, List.of(new JournalHeader.Input("input", SCHEMA)), ROWS, 64 * ROWS, List.of(),
            Map.of());

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// One chunk, with another sequence each time.
    private static final class SameRows implements JournalEntry.NewRows {
        private final Chunk chunk;
        private final Positions positions = Entries.positions("part", 5);
        private long sequence = -1;

        SameRows(Chunk chunk) {
            this.chunk = chunk;
        }

        SameRows next() {
            sequence++;
            return this;
        }

        @Override
        public long sequence() {
            return sequence;
        }

        @Override
        public int input() {
            return 0;
        }

        @Override
        public String publisher() {
            return "publisher";
        }

        @Override
        public long firstRow() {
            return ROWS * sequence;
        }

        @Override
        public int rows() {
            return ROWS;
        }

        @Override
        public Positions positions() {
            return positions;
        }

        @Override
        public Chunk chunk() {
            return chunk;
        }
    }

    @Test
    void writingAndReadingARecordMakesNone() {
        try (MemoryBudget budget = MemoryBudget.limited("test", 64 << 20);
                Block rows = new Block(budget, "rows", SCHEMA, ROWS, 64 * ROWS);
                Block decoded = new Block(budget, "decoded", SCHEMA, ROWS, 64 * ROWS);
                RecordBuilder builder = new RecordBuilder(budget, HEADER);
                RecordReader reader = new RecordReader(budget, new RecordPlace());
                Buffer record = Buffer.allocate(budget, "record", RecordBuilder.mostBytes(HEADER))) {
            SameRows entry = new SameRows(fill(rows));
            builder.finishHeader(1, 0);
            Memory.copy(builder.address(), record.address(), builder.bytes());
            reader.beginFile(record.address());
            builder.reset();
            long least = Long.MAX_VALUE;
            for (int round = 0; round < MOST_ROUNDS && least > 0; round++) { // until compiled
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < RECORDS; i++) {
                    write(builder, entry.next(), record);
                    read(reader, record, decoded);
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).isZero();
        }
    }

    private static Chunk fill(Block block) {
        BlockWriter writer = new BlockWriter(SCHEMA);
        writer.begin(block);
        Random random = new Random(1);
        for (int row = 0; row < ROWS; row++) {
            writer.setText(0, "key " + random.nextInt(50));
            if (random.nextInt(10) > 0) {
                writer.setLong(1, random.nextInt(1000));
            }
            writer.endRow();
        }
        return new Chunk(SCHEMA).view(block, 0, ROWS);
    }

    private static void write(RecordBuilder builder, SameRows entry, Buffer record) {
        builder.add(entry);
        builder.finish(builder.crc());
        Memory.copy(builder.address(), record.address(), builder.bytes());
        builder.reset();
    }

    private static void read(RecordReader reader, Buffer record, Block decoded) {
        int entries = reader.begin(record.address());
        for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
            decoded.clear();
            ((JournalEntry.StoredRows) entry).decode(decoded);
            entries--;
        }
        assert entries == 0;
    }
}
