// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import org.jspecify.annotations.Nullable;

import io.tidemill.format.BadValues;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.PackedList;
import io.tidemill.memory.Type;

/// Lists, whose elements are made as columns of their type are, list by list, and packed one behind the other. An element may be null; a list
/// with an element that is bad is a bad value as a whole.
final class ListColumn implements ParsedColumn {
    private static final int FEW_ELEMENTS = 64;

    private final MemoryBudget budget;
    private final String what;
    private final Field element;
    private final ValueParsing parsing;
    private final long starts;
    private final long ends;
    private final Nulls nulls;
    private final int notList;
    private final int badElement;
    private final int tooLarge;
    private final Column values;
    private @Nullable Elements elements; // from the first list on; grows to the longest
    private @Nullable Buffer lists; // of the run

    /// Elements of one list, at most so many.
    private final class Elements implements AutoCloseable {
        final int most;
        final Buffer buffer;
        final long numbers; // 0, 1, 2, ...
        final long cells;
        final Verdicts verdicts;
        final ParsedColumn column;

        Elements(int most) {
            this.most = most;
            buffer = Buffer.allocate(budget, what, (4L + 8 + ParsedRows.VALUE_BYTES + 1) * most);
            cells = buffer.address();
            long data = cells + 8L * most;
            numbers = data + (long) ParsedRows.VALUE_BYTES * most;
            for (int i = 0; i < most; i++) {
                Memory.putInt(numbers + 4L * i, i);
            }
            verdicts = new Verdicts(most);
            Nulls missing = new Nulls(element, BadValues.REJECT, verdicts, numbers + 4L * most, most);
            column = ParsedColumn.of(element.type(), data, most, missing, parsing, budget, what);
        }

        /// Makes the elements that were found; false if one is bad.
        boolean parse(long text, int count) {
            column.nulls().begin();
            verdicts.clear(count);
            column.parse(text, cells, count);
            return verdicts.areAllRows();
        }

        @Override
        public void close() {
            column.close();
            buffer.close();
        }
    }

    /// @param positions room for two int32 for each row of a run
    ListColumn(MemoryBudget budget, String what, Type element, ValueParsing parsing, long positions, int mostRows,
            Nulls nulls) {
        this.budget = budget;
        this.what = what;
        this.element = Field.nullable("an element", element);
        this.parsing = parsing;
        this.starts = positions;
        this.ends = positions + 4L * mostRows;
        this.nulls = nulls;
        this.notList = nulls.reason("not a list");
        this.badElement = nulls.reason("an element that is no " + element);
        this.tooLarge = nulls.reason("a list beyond 2 GiB");
        this.values = new Column(element);
    }

    @Override
    public void parse(long text, long cells, int rows) {
        int position = 0;
        for (int row = 0; row < rows; row++) {
            long cell = Memory.longAt(cells + 8L * row);
            Memory.putInt(starts + 4L * row, position);
            if (cell == Cells.NONE) {
                nulls.missing(row);
            } else {
                position = list(text, cell, row, position);
            }
            Memory.putInt(ends + 4L * row, position);
        }
    }

    /// Packs the list of a row at a position; answers where the next one goes.
    private int list(long text, long cell, int row, int position) {
        Elements room = roomFor(FEW_ELEMENTS);
        int count = Cells.kind(cell) == Cells.NESTED ? split(text, cell, room) : ElementCells.NO_LIST;
        if (count > room.most) {
            room = roomFor(count);
            split(text, cell, room);
        }
        if (count == ElementCells.NO_LIST) {
            nulls.bad(row, notList);
            return position;
        }
        if (!room.parse(text, count)) {
            nulls.bad(row, badElement);
            return position;
        }
        room.column.view(0, values.setValidity(room.column.nulls().validity(), 0));
        long end = position + PackedList.bytes(values, room.numbers, count);
        if (end > Integer.MAX_VALUE) {
            nulls.bad(row, tooLarge);
            return position;
        }
        PackedList.pack(values, room.numbers, count, listsTo(end, position) + position);
        return (int) end;
    }

    private int split(long text, long cell, Elements room) {
        return parsing.elements().split(text, Cells.start(cell), Cells.end(cell), room.cells, room.most);
    }

    private Elements roomFor(int count) {
        Elements old = elements;
        if (old != null && old.most >= count) {
            return old;
        }
        Elements more = new Elements(old == null ? count : Math.max(count, 2 * old.most));
        if (old != null) {
            old.close();
        }
        elements = more;
        return more;
    }

    /// Where the lists of the run are, with room for so many bytes.
    private long listsTo(long bytes, int used) {
        Buffer old = lists;
        if (old != null && old.bytes() >= bytes) {
            return old.address();
        }
        Buffer larger = Buffer.allocate(budget, what, 2 * bytes);
        if (old != null) {
            Memory.copy(old.address(), larger.address(), used);
            old.close();
        }
        lists = larger;
        return larger.address();
    }

    @Override
    public void view(int from, Column target) {
        target.setText(lists == null ? 0 : lists.address(), starts + 4L * from, ends + 4L * from);
    }

    @Override
    public Nulls nulls() {
        return nulls;
    }

    @Override
    public void close() {
        Elements oldElements = elements;
        if (oldElements != null) {
            oldElements.close();
        }
        Buffer oldLists = lists;
        if (oldLists != null) {
            oldLists.close();
        }
    }
}
