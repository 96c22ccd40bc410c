// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;

/// Entries and headers as lines of text, every value of every row included.
public final class EntryDump {
    private final List<String> lines = new ArrayList<>();

    public List<String> lines() {
        return lines;
    }

    public void add(JournalHeader header) {
        lines.add(
                "header of %s, incarnation %d from sequence %d behind %s, made %d, zero %d, %s, %d rows, %d bytes of text"
                        .formatted(header.context(), header.incarnation(), header.firstSequence(), header.predecessor(),
                                header.createdMicros(), header.zeroMicros(), header.durability(), header.blockRows(),
                                header.textBytes()));
        header.inputs().forEach(input -> lines.add("    input " + input));
        lines.add("    fingerprint " + header.fingerprint());
        lines.add("    environment " + new TreeMap<>(header.environment()));
    }

    /// @param rows those of the entry, if it has any
    public void add(JournalEntry entry, EntryAssert rows) {
        switch (entry) {
            case JournalEntry.StoredRows stored -> {
                lines.add(
                        "%d rows of input %d by %s: %d from %d, places %s".formatted(stored.sequence(), stored.input(),
                                stored.publisher(), stored.rows(), stored.firstRow(),
                                new TreeMap<>(stored.positions().toMap())));
                add(rows.decode(stored), stored.rows());
            }
            case JournalEntry.NewRows _ -> throw new IllegalArgumentException("only what was read");
            case JournalEntry.Tick tick -> lines.add("%d tick of batch %d at %d%s%s".formatted(tick.sequence(),
                    tick.batchId(), tick.batchTimeMicros(), tick.endOfStream() ? ", end of stream" : "",
                    tick.complete() ? ", complete" : ""));
            case JournalEntry.Rejected rejected -> {
                byte[] bytes = new byte[rejected.bytes().remaining()];
                rejected.bytes().get(bytes);
                lines.add("%d rejected by %s of input %d, %s at %d: %s: %s".formatted(rejected.sequence(),
                        rejected.source(), rejected.input(), rejected.part(), rejected.offset(), rejected.reason(),
                        HexFormat.of().formatHex(bytes)));
            }
            case JournalEntry.Ruling ruling -> lines.add("%d %s".formatted(ruling.sequence(), ruling.verdict()));
        }
    }

    private void add(Chunk chunk, int rows) {
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder("   ");
            for (int column = 0; column < chunk.schema().size(); column++) {
                line.append(' ').append(value(chunk.column(column), row));
            }
            lines.add(line.toString());
        }
    }

    private static String value(Column column, int row) {
        Object value = EntryAssert.value(column, row);
        return value instanceof String text && !column.isNull(row) ? "`" + text + "`" : value.toString();
    }
}
