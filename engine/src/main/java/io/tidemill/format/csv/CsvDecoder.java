// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.csv;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.format.LineDecoder;
import io.tidemill.format.RowOutput;
import io.tidemill.format.column.ByteOrderMark;
import io.tidemill.format.column.Cells;
import io.tidemill.format.column.ParsedRows;
import io.tidemill.format.column.TextMarks;
import io.tidemill.format.column.ValueParsing;
import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.text.line.Lines;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Makes rows of lines of CSV: marks all delimiters and quotes of a run of lines, walks along each line from field to field, and then
/// makes one column after the other.
final class CsvDecoder implements LineDecoder {
    private static final int NO_COLUMN = -1;

    /// What an unquoted field that holds nothing is.
    private enum Empty {
        NULL, TEXT
    }

    private final CsvFormat format;
    private final ParsedRows rows;
    private final TextMarks marks;
    private final CsvFields fields;
    private final int[] columns; // by field
    private final Empty[] empty; // by column
    private final byte[] nullValue;
    private final int wrongQuotes;
    private final int tooFew;
    private final int tooMany;

    CsvDecoder(CsvFormat format, Forge forge, MemoryBudget budget, String what) {
        CsvDialect dialect = format.dialect();
        this.format = format;
        this.marks = new TextMarks(forge, budget, what, marks(dialect));
        this.fields = new CsvFields(dialect, marks);
        this.rows = new ParsedRows(budget, what, format.schema(),
                new ValueParsing(format.values(), fields.unescape(), "impossible text"), 0);
        this.columns = format.layout().stream().mapToInt(format.schema()::indexOf).toArray();
        this.empty = format.schema()
                .fields()
                .stream()
                .map(field -> ofEmpty(field, dialect.nullValue()))
                .toArray(Empty[]::new);
        this.nullValue = dialect.nullValue().getBytes(UTF_8);
        this.wrongQuotes = rows.verdicts().reason("quotes that do not enclose a field");
        this.tooFew = rows.verdicts().reason("fewer fields than columns");
        this.tooMany = rows.verdicts().reason("more fields than columns");
    }

    /// What may end a field, or be the begin of an escape in it.
    static Shape<Loop.TextMarks> marks(CsvDialect dialect) {
        return Lines.marks(0, dialect.delimiter(), markedOr(dialect.quote(), dialect.delimiter()),
                markedOr(dialect.escape(), dialect.delimiter()));
    }

    private static char markedOr(char character, char other) {
        return character == CsvDialect.NONE ? other : character;
    }

    private static Empty ofEmpty(Field field, String nullValue) {
        boolean isText = field.type().equals(Type.UTF8);
        return isText && (!nullValue.isEmpty() || !field.nullable()) ? Empty.TEXT : Empty.NULL;
    }

    @Override
    public void decode(long utf8Address, long startsAddress, long endsAddress, int lines, boolean isFirst,
            RowOutput output) {
        int line = 0;
        while (line < lines) {
            int end = TextMarks.runEnd(startsAddress, endsAddress, line, lines);
            run(utf8Address, startsAddress + 4L * line, endsAddress + 4L * line, end - line, isFirst && line == 0);
            rows.finish(utf8Address, end - line, line, output);
            line = end;
        }
    }

    private void run(long text, long starts, long ends, int lines, boolean isFirst) {
        marks.mark(text, Memory.intAt(starts), Memory.intAt(ends + 4L * (lines - 1)));
        rows.begin(lines);
        for (int line = 0; line < lines; line++) {
            int start = Memory.intAt(starts + 4L * line);
            int end = Memory.intAt(ends + 4L * line);
            boolean isFirstLine = isFirst && line == 0;
            int from = isFirstLine ? ByteOrderMark.skip(text, start, end) : start;
            fields.begin(text, from, end);
            if (isFirstLine && format.dialect().header()) {
                checkHeader(text);
                rows.verdicts().skip(line);
            } else if (from == end || isComment(Memory.byteAt(text + from))) {
                rows.verdicts().skip(line);
            } else {
                line(text, line);
            }
        }
    }

    private boolean isComment(byte first) {
        char comment = format.dialect().comment();
        return comment != CsvDialect.NONE && first == comment;
    }

    private void line(long text, int line) {
        int field = 0;
        for (; !fields.hasEnded(); field++) {
            if (!fields.advance()) {
                rows.verdicts().reject(line, wrongQuotes);
                return;
            }
            if (field == columns.length) {
                rows.verdicts().reject(line, tooMany);
                return;
            }
            int column = columns[field];
            if (column != NO_COLUMN && !isNull(text, column, fields.cell())) {
                rows.put(column, line, fields.cell());
            }
        }
        if (field < columns.length) {
            rows.verdicts().reject(line, tooFew);
        }
    }

    private boolean isNull(long text, int column, long cell) {
        if (Cells.kind(cell) != Cells.BARE) {
            return false;
        }
        int bytes = Cells.end(cell) - Cells.start(cell);
        if (bytes == 0) {
            return empty[column] == Empty.NULL;
        }
        return bytes == nullValue.length && isNullValue(text + Cells.start(cell));
    }

    private boolean isNullValue(long address) {
        for (int i = 0; i < nullValue.length; i++) {
            if (Memory.byteAt(address + i) != nullValue[i]) {
                return false;
            }
        }
        return true;
    }

    /// Throws if the columns of the text are others than those that were named.
    private void checkHeader(long text) {
        List<String> names = new ArrayList<>();
        while (!fields.hasEnded() && fields.advance()) {
            names.add(text(text, fields.cell()));
        }
        if (!names.equals(format.layout())) {
            throw new IllegalStateException(
                    "the header names the columns %s, and those expected are %s: name all columns of the text, in its order"
                            .formatted(names, format.layout()));
        }
    }

    private String text(long text, long cell) {
        byte[] bytes = new byte[Cells.end(cell) - Cells.start(cell)];
        Memory.copyOut(text + Cells.start(cell), bytes, 0, bytes.length);
        String name = new String(bytes, UTF_8);
        String quote = String.valueOf(format.dialect().quote());
        return Cells.kind(cell) == Cells.ESCAPED ? name.replace(format.dialect().escape() + quote, quote) : name;
    }

    @Override
    public long badValues() {
        return rows.badValues();
    }

    @Override
    public void close() {
        rows.close();
        marks.close();
    }
}
