// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Verdict;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// The journal that `docs/journal-format.md` shows byte by byte: a header, and a record with an entry of each kind.
final class FormatExample {
    static final Schema SCHEMA = Schema.of(Field.of("gauge", Type.UTF8), Field.nullable("level", Type.INT32));
    static final JournalHeader HEADER = new JournalHeader("tides", 1, 0, JournalHeader.Seal.NONE,
            1_764_000_000_000_000L, 0,
            Durability.PROCESS, List.of(new JournalHeader.Input("levels", SCHEMA)), 8192, 1 << 20,
            List.of("input levels"), Map.of("jdk", "25"));

    private FormatExample() {}

    /// The records, one behind the other.
    static byte[] bytes(MemoryBudget budget) {
        List<byte[]> records = new ArrayList<>();
        try (Block block = new Block(budget, "rows", SCHEMA, 3, 64);
                RecordBuilder builder = new RecordBuilder(budget, HEADER)) {
            builder.finishHeader(1, 0);
            records.add(take(builder));
            entries(block).forEach(builder::add);
            builder.finish(builder.crc());
            records.add(take(builder));
        }
        ByteBuffer all = ByteBuffer.allocate(records.stream().mapToInt(record -> record.length).sum());
        records.forEach(all::put);
        return all.array();
    }

    private static byte[] take(RecordBuilder builder) {
        byte[] record = new byte[builder.bytes()];
        Memory.copyOut(builder.address(), record, 0, record.length);
        builder.reset();
        return record;
    }

    /// @param block an empty one, for the rows
    static List<JournalEntry> entries(Block block) {
        BlockWriter writer = new BlockWriter(SCHEMA);
        writer.begin(block);
        writer.setText(0, "Brest");
        writer.setInt(1, 731);
        writer.endRow();
        writer.setText(0, "Husum");
        writer.endRow();
        Chunk chunk = new Chunk(SCHEMA).view(block, 0, 2);
        return List.of(
                new Entries.Rows(0, 0, "tides.csv", 0, Entries.positions("tides.csv", 17), chunk),
                new Entries.Rejected(1, 0, "tides.csv", "tides.csv", 17, "1 field",
                        ByteBuffer.wrap("x".getBytes(US_ASCII))),
                new Entries.Tick(2, 0, 1_764_000_000_100_000L, false, false),
                new Entries.Ruling(3, new Verdict(2, 1, "map", Verdict.Kind.SKIP)));
    }
}
