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
import io.tidemill.memory.Type;

/// The rows of a run of lines: first where their values stand in the text, then the columns that are made of them.
///
/// A decoder [#begin]s a run, finds the values of each line ([#put]), says which lines are none ([#verdicts]), and [#finish]es the
/// run, which makes the columns one after the other. Texts are not copied: they are views of the text that was decoded.
public final class ParsedRows implements AutoCloseable {
    /// The most lines of a run.
    public static final int RUN_LINES = 1024;

    /// Room for a value of any type: a text is two positions, a decimal 16 bytes at most.
    static final int VALUE_BYTES = 16;

    private static final long CELL_BYTES = 8L * RUN_LINES;
    private static final long VALUES_BYTES = (long) VALUE_BYTES * RUN_LINES;
    private static final long BIT_BYTES = RUN_LINES / 8;
    private static final long COLUMN_BYTES = CELL_BYTES + VALUES_BYTES + BIT_BYTES;

    private final int columns;
    private final Buffer buffer;
    private final long cells;
    private final List<ParsedColumn> parsed = new ArrayList<>();
    private final Verdicts verdicts = new Verdicts(RUN_LINES);
    private final Chunk chunk;

    /// @param what names the source in messages about memory
    /// @param extraBytes for whatever the decoder likes
    public ParsedRows(MemoryBudget budget, String what, Schema schema, ValueParsing parsing, long extraBytes) {
        this.columns = schema.size();
        this.chunk = new Chunk(schema);
        this.buffer = Buffer.allocate(budget, what, columns * COLUMN_BYTES + extraBytes);
        this.cells = buffer.address();
        long values = cells + columns * CELL_BYTES;
        long bits = values + columns * VALUES_BYTES;
        for (int i = 0; i < columns; i++) {
            Field field = schema.field(i);
            long data = values + i * VALUES_BYTES;
            Nulls nulls = new Nulls(field, parsing.options().badValues(), verdicts, bits + i * BIT_BYTES, RUN_LINES);
            parsed.add(ParsedColumn.of(field.type(), data, RUN_LINES, nulls, parsing, budget, what));
        }
    }

    /// Throws for a column that no text can be read into.
    ///
    /// @param takesLists whether the format writes lists
    public static void check(Schema schema, boolean takesLists) {
        for (Field field : schema.fields()) {
            Type type = field.type();
            boolean isReadable = type.isList() ? takesLists && isReadable(type.elementType()) : isReadable(type);
            if (!isReadable) {
                throw new IllegalArgumentException(
                        "column `%s` is %s, which cannot be read from text".formatted(field.name(), type));
            }
        }
    }

    private static boolean isReadable(Type type) {
        return switch (type.kind()) {
            case BOOL, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, DECIMAL, UTF8, TIMESTAMP, TIMESTAMP_NTZ, DATE,
                    TIME ->
                true;
            case BINARY, LIST, OBJECT -> false;
        };
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
