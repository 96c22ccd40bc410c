// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.dump;

import java.io.PrintStream;
import java.util.Locale;

import io.tidemill.cli.journal.printing.Quoted;
import io.tidemill.cli.journal.printing.Values;
import io.tidemill.cli.journal.reading.RowBlocks;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Positions;
import io.tidemill.journal.Verdict;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Entries as lines that people read: the entry, then a line for each of its rows.
public final class EntryText implements EntryOutput {
    private final PrintStream out;
    private final RowBlocks blocks;
    private final int mostRows;
    private long incarnation = -1;

    /// @param mostRows how many rows of an entry to show
    EntryText(PrintStream out, MemoryBudget budget, int mostRows) {
        this.out = out;
        this.blocks = new RowBlocks(budget);
        this.mostRows = mostRows;
    }

    @Override
    public void write(JournalHeader header, JournalEntry entry) {
        if (header.incarnation() != incarnation) {
            incarnation = header.incarnation();
            line("-- incarnation %d of %s, begun %s, durability %s", incarnation, header.context(),
                    Values.moment(header.createdMicros()), header.durability());
        }
        switch (entry) {
            case JournalEntry.StoredRows rows -> writeRows(header, rows);
            case JournalEntry.NewRows _ -> throw new IllegalArgumentException("rows that no journal holds yet");
            case JournalEntry.Tick tick -> line("%d tick: end of batch %d at %s%s%s", tick.sequence(), tick.batchId(),
                    Values.moment(tick.batchTimeMicros()), tick.endOfStream() ? ", end of the stream" : "",
                    tick.complete() ? ", complete" : "");
            case JournalEntry.Rejected reject ->
                line("%d reject: %s at %d: %s: %s", reject.sequence(), source(reject.source(), reject.part()),
                        reject.offset(),
                        reject.reason(), Quoted.bytes(reject.bytes()));
            case JournalEntry.Ruling ruling -> line("%d verdict: %s", ruling.sequence(), verdict(ruling.verdict()));
        }
    }

    private void writeRows(JournalHeader header, JournalEntry.StoredRows rows) {
        String input = header.inputs().get(rows.input()).name();
        String publisher = rows.publisher().equals(input) ? "" : ", from " + rows.publisher();
        line("%d %s of %s%s%s", rows.sequence(), numbers(rows), input, publisher, places(rows));
        if (rows.rows() == 0 || mostRows == 0) {
            return;
        }
        Chunk chunk = blocks.decode(header, rows);
        int shown = Math.min(chunk.rows(), mostRows);
        for (int row = 0; row < shown; row++) {
            out.println(row(chunk, row, rows.firstRow() + row));
        }
        if (shown < chunk.rows()) {
            line("    ... and %,d more", chunk.rows() - shown);
        }
    }

    private static String numbers(JournalEntry.Rows rows) {
        return rows.rows() == 0
                ? "place"
                : "rows: %d to %d".formatted(rows.firstRow(), rows.firstRow() + rows.rows() - 1);
    }

    private static String places(JournalEntry.Rows rows) {
        StringBuilder text = new StringBuilder();
        Positions positions = rows.positions();
        for (int i = 0; i < positions.size(); i++) {
            text.append("; ").append(place(rows.publisher(), positions.part(i), positions.offset(i)));
        }
        return text.toString();
    }

    /// How far a publisher has come: the part without a name is that of its external ids.
    public static String place(String publisher, String part, long offset) {
        if (part.isEmpty()) {
            return "last external id " + offset;
        }
        String prefix = publisher.endsWith(part) ? "" : part + " ";
        return prefix + (offset == Positions.FORGOTTEN ? "forgotten" : "up to " + offset);
    }

    private static String row(Chunk chunk, int row, long number) {
        StringBuilder text = new StringBuilder("    ").append(number).append(':');
        Schema schema = chunk.schema();
        for (int i = 0; i < schema.size(); i++) {
            text.append(' ').append(schema.field(i).name()).append('=').append(value(chunk.column(i), row));
        }
        return text.toString();
    }

    private static String value(Column column, int row) {
        if (column.isNull(row)) {
            return "null";
        }
        return column.type().equals(Type.UTF8) ? Quoted.text(column, row) : Values.text(column, row);
    }

    public static String source(String source, String part) {
        return part.isEmpty() || source.endsWith(part) ? source : source + ", in " + part;
    }

    public static String verdict(Verdict verdict) {
        return "%s row %d of sequence %d at %s".formatted(verdict.kind().word(), verdict.row(), verdict.sequence(),
                verdict.operator());
    }

    private void line(String form, Object... values) {
        out.println(String.format(Locale.ROOT, form, values));
    }

    @Override
    public void close() {
        blocks.close();
    }
}
