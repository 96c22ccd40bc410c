// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.csv;

import io.tidemill.format.column.Cells;
import io.tidemill.format.column.TextMarks;
import io.tidemill.format.column.Unescape;
import io.tidemill.memory.Memory;

/// Walks along the fields of a line. Quotes count at the begin of a field; elsewhere they are text.
final class CsvFields {
    private static final int NO_CHARACTER = -1;

    private final TextMarks marks;
    private final int delimiter;
    private final int quote;
    private final int escape;
    private long text;
    private int end;
    private int next;
    private boolean ended;
    private long cell;

    CsvFields(CsvDialect dialect, TextMarks marks) {
        this.marks = marks;
        this.delimiter = dialect.delimiter();
        this.quote = character(dialect.quote());
        this.escape = character(dialect.escape());
    }

    private static int character(char value) {
        return value == CsvDialect.NONE ? NO_CHARACTER : value;
    }

    /// Begins with a line, whose marks are known.
    void begin(long textAddress, int start, int lineEnd) {
        text = textAddress;
        next = start;
        end = lineEnd;
        ended = false;
    }

    /// Whether there is no field behind the last one.
    boolean hasEnded() {
        return ended;
    }

    /// Goes to the next field, which there is; false if its quotes are wrong: one does not close, or is not the last of the field.
    boolean advance() {
        if (next < end && at(next) == quote) {
            return quoted(next + 1);
        }
        int from = next;
        int to = marks.next(from);
        while (to < end && at(to) != delimiter) {
            to = marks.next(to + 1);
        }
        to = Math.min(to, end);
        cell = Cells.of(Cells.BARE, from, to);
        return end(to);
    }

    private boolean quoted(int from) {
        int kind = Cells.QUOTED;
        int mark = marks.next(from);
        while (mark < end) {
            int value = at(mark);
            boolean isBeforeOne = mark + 1 < end && (at(mark + 1) == quote || at(mark + 1) == escape);
            if (value == escape && isBeforeOne && (escape != quote || at(mark + 1) == quote)) {
                kind = Cells.ESCAPED;
                mark = marks.next(mark + 2);
            } else if (value == quote) {
                cell = Cells.of(kind, from, mark);
                return (mark + 1 >= end || at(mark + 1) == delimiter) ? end(mark + 1) : isWrong();
            } else {
                mark = marks.next(mark + 1);
            }
        }
        return isWrong();
    }

    private boolean isWrong() {
        ended = true;
        return false;
    }

    private boolean end(int at) {
        ended = at >= end;
        next = at + 1;
        return true;
    }

    private int at(int position) {
        return Memory.byteAt(text + position);
    }

    /// The field that it stands at.
    long cell() {
        return cell;
    }

    /// What takes escapes out of a quoted field.
    Unescape unescape() {
        return (address, bytes, target) -> {
            long to = target;
            long last = address + bytes - 1;
            for (long at = address; at <= last; at++) {
                byte value = Memory.byteAt(at);
                if (value == escape && at < last
                        && (Memory.byteAt(at + 1) == quote || Memory.byteAt(at + 1) == escape)) {
                    at++;
                    value = Memory.byteAt(at);
                }
                Memory.putByte(to++, value);
            }
            return (int) (to - target);
        };
    }
}
