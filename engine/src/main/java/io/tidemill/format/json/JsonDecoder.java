// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.json;

import io.tidemill.format.LineDecoder;
import io.tidemill.format.RowOutput;
import io.tidemill.format.column.ByteOrderMark;
import io.tidemill.format.column.ParsedRows;
import io.tidemill.format.column.TextMarks;
import io.tidemill.format.column.ValueParsing;
import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.text.line.Lines;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// Makes rows of lines of JSON: marks all quotes, backslashes and control characters of a run of lines, walks along each line from
/// value to value, and then makes one column after the other.
final class JsonDecoder implements LineDecoder {
    private static final char FIRST_PRINTABLE = ' ';
    /// What may end a string, or not belong in it.
    static final Shape<Loop.TextMarks> MARKS = Lines.marks(FIRST_PRINTABLE, '"', '\\', '\\');

    private final ParsedRows rows;
    private final TextMarks marks;
    private final JsonSyntax syntax;
    private final JsonWalk walk;

    JsonDecoder(JsonFormat format, Forge forge, MemoryBudget budget, String what) {
        JsonObject root = format.names();
        rows = new ParsedRows(budget, what, format.schema(), new ValueParsing(format.values(), JsonEscapes::apply,
                "half a surrogate pair", JsonElements::split),
                root.nameBytes() + JsonWalk.nameRoomBytes(root));
        marks = new TextMarks(forge, budget, what, MARKS);
        long nameRoom = root.place(rows.extra());
        JsonReasons reasons = new JsonReasons(rows.verdicts()::reason);
        syntax = new JsonSyntax(marks, reasons);
        walk = new JsonWalk(syntax, reasons, rows, root, nameRoom);
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
            syntax.begin(text, end);
            int from = syntax.white(isFirst && line == 0 ? ByteOrderMark.skip(text, start, end) : start);
            if (from >= end) {
                rows.verdicts().skip(line);
                continue;
            }
            int outcome = walk.line(line, from);
            if (outcome < 0) {
                rows.verdicts().reject(line, -outcome);
            }
        }
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
