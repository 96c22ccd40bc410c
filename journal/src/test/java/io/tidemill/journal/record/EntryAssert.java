// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Positions;
import io.tidemill.memory.Block;
import io.tidemill.memory.Bytes;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

/// Compares entries that were read with those that were written, row by row.
public final class EntryAssert implements AutoCloseable {
    private final List<Block> blocks = new ArrayList<>();

    public EntryAssert(MemoryBudget budget, JournalHeader header) {
        for (JournalHeader.Input input : header.inputs()) {
            blocks.add(new Block(budget, "decoded", input.schema(), header.blockRows(), header.textBytes()));
        }
    }

    public void assertSame(JournalEntry read, JournalEntry written) {
        assertThat(read.sequence()).isEqualTo(written.sequence());
        switch (written) {
            case JournalEntry.Tick tick -> assertThat(read).isInstanceOfSatisfying(JournalEntry.Tick.class, found -> {
                assertThat(found.batchId()).isEqualTo(tick.batchId());
                assertThat(found.batchTimeMicros()).isEqualTo(tick.batchTimeMicros());
                assertThat(found.endOfStream()).isEqualTo(tick.endOfStream());
                assertThat(found.complete()).isEqualTo(tick.complete());
            });
            case JournalEntry.Rejected rejected -> assertThat(read)
                    .isInstanceOfSatisfying(JournalEntry.Rejected.class, found -> {
                        assertThat(found.input()).isEqualTo(rejected.input());
                        assertThat(found.source()).isEqualTo(rejected.source());
                        assertThat(found.part()).isEqualTo(rejected.part());
                        assertThat(found.offset()).isEqualTo(rejected.offset());
                        assertThat(found.reason()).isEqualTo(rejected.reason());
                        assertThat(found.bytes()).isEqualTo(rejected.bytes());
                    });
            case JournalEntry.Ruling ruling -> assertThat(read).isInstanceOfSatisfying(JournalEntry.Ruling.class,
                    found -> assertThat(found.verdict()).isEqualTo(ruling.verdict()));
            case JournalEntry.NewRows rows -> assertThat(read).isInstanceOfSatisfying(JournalEntry.StoredRows.class,
                    found -> assertSameRows(found, rows));
            case JournalEntry.StoredRows _ -> throw new AssertionError("not what was written");
        }
    }

    private static List<Map.Entry<String, Long>> inOrder(Positions positions) {
        return IntStream.range(0, positions.size())
                .mapToObj(i -> Map.entry(positions.part(i), positions.offset(i)))
                .toList();
    }

    private void assertSameRows(JournalEntry.StoredRows read, JournalEntry.NewRows written) {
        assertThat(read.input()).isEqualTo(written.input());
        assertThat(read.publisher()).isEqualTo(written.publisher());
        assertThat(read.firstRow()).isEqualTo(written.firstRow());
        assertThat(read.rows()).isEqualTo(written.rows());
        assertThat(inOrder(read.positions())).isEqualTo(inOrder(written.positions()));
        Chunk decoded = decode(read);
        for (int column = 0; column < decoded.schema().size(); column++) {
            for (int row = 0; row < read.rows(); row++) {
                assertThat(value(decoded.column(column), row)).as("column %d, row %d", column, row)
                        .isEqualTo(value(written.chunk().column(column), row));
            }
        }
    }

    /// The rows that were read; to be used before the next are decoded.
    public Chunk decode(JournalEntry.StoredRows rows) {
        Block block = blocks.get(rows.input());
        block.clear();
        rows.decode(block);
        return new Chunk(block.schema()).view(block, 0, rows.rows());
    }

    @Override
    public void close() {
        blocks.forEach(Block::close);
    }

    static Object value(Column column, int row) {
        if (column.isNull(row)) {
            return "null";
        }
        return switch (column.type().kind()) {
            case BOOL -> column.booleanAt(row);
            case DECIMAL -> column.decimalAt(row).unscaledValue();
            case INT8, INT16, INT32, INT64, TIMESTAMP, TIMESTAMP_NTZ, DATE, TIME -> column.longAt(row);
            case FLOAT32 -> Float.floatToRawIntBits(column.floatAt(row));
            case FLOAT64 -> Double.doubleToRawLongBits(column.doubleAt(row));
            case UTF8 -> column.stringAt(row);
            case BINARY, LIST -> Bytes.of(column.bytesAt(row));
            case OBJECT -> throw new AssertionError("not in a journal");
        };
    }
}
