// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Bytes;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.PackedList;
import io.tidemill.memory.Selection;

/// Copies the rows that a chunk means out to the heap.
public final class RowsOfChunk {

    private RowsOfChunk() {}

    public static List<TestRow> read(Chunk chunk) {
        Selection selection = chunk.selection();
        List<TestRow> rows = new ArrayList<>(chunk.selectedRows());
        for (int i = 0; i < chunk.selectedRows(); i++) {
            int row = selection == null ? i : selection.rowAt(i);
            rows.add(TestRow.make(chunk.schema().size(), column -> value(chunk.column(column), row)));
        }
        return rows;
    }

    private static @Nullable Object value(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column.type().kind()) {
            case BOOL -> column.booleanAt(row);
            case INT8 -> (byte) column.intAt(row);
            case INT16 -> (short) column.intAt(row);
            case INT32, DATE -> column.intAt(row);
            case INT64, TIMESTAMP, TIMESTAMP_NTZ, TIME -> column.longAt(row);
            case FLOAT32 -> column.floatAt(row);
            case FLOAT64 -> column.doubleAt(row);
            case UTF8 -> column.stringAt(row);
            case DECIMAL -> column.decimalAt(row);
            case BINARY -> Bytes.of(column.bytesAt(row));
            case OBJECT -> column.objectAt(row);
            case LIST -> elements(column, row);
        };
    }

    private static List<@Nullable Object> elements(Column lists, int row) {
        Column elements = new Column(lists.type().elementType());
        int size = PackedList.view(lists, row, elements);
        return TestRow.make(size, element -> value(elements, element)).values();
    }
}
