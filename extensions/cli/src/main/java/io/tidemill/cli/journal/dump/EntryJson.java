// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemill.cli.journal.printing.Json;
import io.tidemill.cli.journal.printing.PositionsJson;
import io.tidemill.cli.journal.printing.Values;
import io.tidemill.cli.journal.reading.RowBlocks;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Verdict;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.PackedList;

/// Entries as JSON objects, each on a line. `docs/journal.md` lists the fields; they stay.
public final class EntryJson implements EntryOutput {
    private final Json json;
    private final RowBlocks blocks;
    private final int mostRows;

    /// @param mostRows how many rows of an entry to write
    EntryJson(OutputStream out, MemoryBudget budget, int mostRows) throws IOException {
        this.json = new Json(out);
        this.blocks = new RowBlocks(budget);
        this.mostRows = mostRows;
    }

    @Override
    public void write(JournalHeader header, JournalEntry entry) throws IOException {
        json.line(line -> {
            line.writeNumberField("sequence", entry.sequence());
            line.writeNumberField("incarnation", header.incarnation());
            switch (entry) {
                case JournalEntry.StoredRows rows -> writeRows(header, rows, line);
                case JournalEntry.NewRows _ -> throw new IllegalArgumentException("rows that no journal holds yet");
                case JournalEntry.Tick tick -> writeTick(tick, line);
                case JournalEntry.Rejected reject -> writeReject(header, reject, line);
                case JournalEntry.Ruling ruling -> writeVerdictEntry(ruling.verdict(), line);
            }
        });
    }

    private void writeRows(JournalHeader header, JournalEntry.StoredRows rows, JsonGenerator line)
            throws IOException {
        line.writeStringField("kind", rows.rows() == 0 ? "place" : "rows");
        line.writeStringField("input", header.inputs().get(rows.input()).name());
        line.writeStringField("publisher", rows.publisher());
        line.writeNumberField("firstRow", rows.firstRow());
        line.writeNumberField("rows", rows.rows());
        PositionsJson.write(rows.positions().toMap(), line);
        if (rows.rows() == 0 || mostRows == 0) {
            return;
        }
        Chunk chunk = blocks.decode(header, rows);
        line.writeArrayFieldStart("values");
        for (int row = 0; row < Math.min(chunk.rows(), mostRows); row++) {
            line.writeStartObject();
            for (int i = 0; i < chunk.schema().size(); i++) {
                line.writeFieldName(chunk.schema().field(i).name());
                writeValue(chunk.column(i), row, line);
            }
            line.writeEndObject();
        }
        line.writeEndArray();
    }

    private static void writeValue(Column column, int row, JsonGenerator line) throws IOException {
        if (column.isNull(row)) {
            line.writeNull();
            return;
        }
        switch (column.type().kind()) {
            case BOOL -> line.writeBoolean(column.booleanAt(row));
            case INT8, INT16, INT32, INT64 -> line.writeNumber(column.longAt(row));
            case DECIMAL -> line.writeNumber(column.decimalAt(row).toPlainString());
            case FLOAT32 -> line.writeNumber(column.floatAt(row)); // NaN and the infinities are strings: JSON has none
            case FLOAT64 -> line.writeNumber(column.doubleAt(row));
            case LIST -> writeElements(column, row, line);
            case UTF8, BINARY, TIMESTAMP, TIMESTAMP_NTZ, DATE, TIME, OBJECT ->
                line.writeString(Values.text(column, row));
        }
    }

    private static void writeElements(Column lists, int row, JsonGenerator line) throws IOException {
        Column elements = new Column(lists.type().elementType());
        int size = PackedList.view(lists, row, elements);
        line.writeStartArray();
        for (int element = 0; element < size; element++) {
            writeValue(elements, element, line);
        }
        line.writeEndArray();
    }

    private static void writeTick(JournalEntry.Tick tick, JsonGenerator line) throws IOException {
        line.writeStringField("kind", "tick");
        line.writeNumberField("batch", tick.batchId());
        line.writeNumberField("batchTimeMicros", tick.batchTimeMicros());
        line.writeBooleanField("endOfStream", tick.endOfStream());
        line.writeBooleanField("complete", tick.complete());
    }

    private static void writeReject(JournalHeader header, JournalEntry.Rejected reject, JsonGenerator line)
            throws IOException {
        line.writeStringField("kind", "reject");
        line.writeStringField("input", header.inputs().get(reject.input()).name());
        line.writeStringField("source", reject.source());
        line.writeStringField("part", reject.part());
        line.writeNumberField("offset", reject.offset());
        line.writeStringField("reason", reject.reason());
        ByteBuffer bytes = reject.bytes();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        line.writeBinaryField("bytes", copy);
    }

    /// What an entry is that holds a verdict.
    public static void writeVerdictEntry(Verdict verdict, JsonGenerator line) throws IOException {
        line.writeStringField("kind", "verdict");
        Json.object(line, "verdict", content -> writeVerdict(verdict, content));
    }

    public static void writeVerdict(Verdict verdict, JsonGenerator json) throws IOException {
        json.writeNumberField("sequence", verdict.sequence());
        json.writeNumberField("row", verdict.row());
        json.writeStringField("operator", verdict.operator());
        json.writeStringField("decision", verdict.kind().word());
    }

    @Override
    public void close() throws IOException {
        blocks.close();
        json.close();
    }
}
