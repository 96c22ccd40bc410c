// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.format.RowOutput;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;

/// The rows of a run of lines: first where their values stand in the text, then the columns that are made of them.
///
/// A decoder [#begin]s a run, finds the values of each line ([#put]), says which lines are none ([#verdicts]), and [#finish]es the
/// run, which makes the columns one after the other. Texts are not copied: they are views of the text that was decoded.
public final class ParsedRows implements AutoCloseable {
    /// The most lines of a run.
    public static final int RUN_LINES = 1024;

    private static final long CELL_BYTES = 8L * RUN_LINES;
    private static final long VALUE_BYTES = 16L * RUN_LINES; // of any type: a text is two positions, a decimal 16 bytes at most
    private static final long BIT_BYTES = RUN_LINES / 8;
    private static final long COLUMN_BYTES = CELL_BYTES + VALUE_BYTES + BIT_BYTES;

    private final int columns;
    private final Buffer buffer;
    private final long cells;
    private final List<ParsedColumn> parsed = new ArrayList<>();
    private final Verdicts verdicts = new Verdicts(RUN_LINES);
    private final Chunk chunk;

    /// @param what names the source in messages about memory
    /// @param impossible why a text may be impossible to unescape
    /// @param extraBytes for whatever the decoder likes: the only memory that is allocated here, so that all of it is or none
    public ParsedRows(MemoryBudget budget, String what, Schema schema, ValueOptions options, Unescape unescape,
            String impossible, long extraBytes) {
        this.columns = schema.size();
        this.chunk = new Chunk(schema);
        this.buffer = Buffer.allocate(budget, what, columns * COLUMN_BYTES + extraBytes);
        this.cells = buffer.address();
        long values = cells + columns * CELL_BYTES;
        long bits = values + columns * VALUE_BYTES;
        for (int i = 0; i < columns; i++) {
            Field field = schema.field(i);
            long data = values + i * VALUE_BYTES;
            Nulls nulls = new Nulls(field, options.badValues(), verdicts, bits + i * BIT_BYTES, RUN_LINES);
            parsed.add(switch (field.type().kind()) {
                case INT8, INT16, INT32, INT64 -> new IntegerColumn(field.type().byteWidth(), data, nulls);
                case FLOAT32 -> new FloatColumn(false, data, nulls);
                case FLOAT64 -> new FloatColumn(true, data, nulls);
                case DECIMAL -> new DecimalColumn(field.type(), data, nulls);
                case BOOL -> new BooleanColumn(data, nulls);
                case TIMESTAMP, TIMESTAMP_NTZ, DATE, TIME ->
                    new MomentColumn(field.type(), MomentReader.of(field.type(), options), data, nulls);
                case UTF8 -> new TextColumn(budget, what, unescape, data, RUN_LINES, impossible, nulls);
                case BINARY, LIST, OBJECT -> throw new IllegalArgumentException(unreadable(field));
            });
        }
    }

    /// Throws for a column that no text can be read into.
    public static void check(Schema schema) {
        for (Field field : schema.fields()) {
            switch (field.type().kind()) {
                case BINARY, LIST, OBJECT -> throw new IllegalArgumentException(unreadable(field));
                case BOOL, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, DECIMAL, UTF8, TIMESTAMP, TIMESTAMP_NTZ, DATE,
                        TIME ->
                    {}
            }
        }
    }

    private static String unreadable(Field field) {
        return "column `%s` is %s, which cannot be read from text".formatted(field.name(), field.type());
    }

    /// Where the memory begins that is the decoder's.
    public long extra() {
        return buffer.address() + columns * COLUMN_BYTES;
    }

    /// Begins a run: each of its lines is a row of nulls.
    public void begin(int lines) {
        for (int i = 0; i < columns; i++) {
            Memory.fill(cells + i * CELL_BYTES, 8L * lines, (byte) 0);
            parsed.get(i).nulls().begin();
        }
        verdicts.clear(RUN_LINES);
    }

    public Verdicts verdicts() {
        return verdicts;
    }

    /// Says where a value is: a [Cells] cell.
    public void put(int column, int line, long cell) {
        Memory.putLong(cells + column * CELL_BYTES + 8L * line, cell);
    }

    /// Makes the columns, and hands on rows and rejects.
    ///
    /// @param firstLine the number of the run's first line in what is being decoded
    public void finish(long text, int lines, int firstLine, RowOutput output) {
        for (int i = 0; i < columns; i++) {
            parsed.get(i).parse(text, cells + i * CELL_BYTES, lines);
        }
        if (verdicts.areAllRows()) {
            handOn(0, lines, firstLine, output);
            return;
        }
        int from = 0;
        for (int line = 0; line < lines; line++) {
            if (!verdicts.isRow(line)) {
                handOn(from, line, firstLine, output);
                from = line + 1;
                String reason = verdicts.reasonOf(line);
                if (!reason.isEmpty()) {
                    output.reject(firstLine + line, reason);
                }
            }
        }
        handOn(from, lines, firstLine, output);
    }

    private void handOn(int from, int to, int firstLine, RowOutput output) {
        if (from == to) {
            return;
        }
        for (int i = 0; i < columns; i++) {
            ParsedColumn column = parsed.get(i);
            column.view(from, chunk.column(i).setValidity(column.nulls().validity(), from));
        }
        chunk.rows(to - from);
        output.rows(chunk, firstLine + from);
    }

    /// How many bad values have become nulls.
    public long badValues() {
        long sum = 0;
        for (ParsedColumn column : parsed) {
            sum += column.nulls().badValues();
        }
        return sum;
    }

    @Override
    public void close() {
        parsed.forEach(ParsedColumn::close);
        buffer.close();
    }
}
