// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.PackedList;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.GrowableBytes;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.row.RowSort;

/// A list a group, of some rows of a column: the home of those of a chunk of groups.
final class ListTarget {
    private final RowSort rows;
    private final GrowableBytes bytes;
    private final long starts;
    private final long ends;
    private final Column lists;

    ListTarget(Type element, OperatorContext context, Owned owned) {
        String what = "the lists of " + context.name();
        rows = owned.add(new RowSort(context.budget(), what));
        bytes = owned.add(GrowableBytes.of(context.budget(), what));
        starts = owned.allocate(context, "lists", 8L * context.chunkRows());
        ends = starts + 4L * context.chunkRows();
        lists = new Column(Type.listOf(element));
    }

    /// Forgets all lists.
    void begin() {
        bytes.clear();
    }

    /// The rows that the next list is made of.
    RowSort rows() {
        return rows;
    }

    /// Makes a list of the rows.
    void put(int index, Column elements) {
        int size = Math.toIntExact(PackedList.bytes(elements, rows.address(), rows.count()));
        bytes.reserve(size);
        int start = bytes.take(size);
        PackedList.pack(elements, rows.address(), rows.count(), bytes.address() + start);
        Memory.putInt(starts + 4L * index, start);
        Memory.putInt(ends + 4L * index, start + size);
    }

    Column column() {
        return lists.setText(bytes.address(), starts, ends);
    }
}
