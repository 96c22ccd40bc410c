// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.arrow;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;

import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.PackedList;

/// Arrow's lists as [PackedList]s, in memory that lives as long as anybody can reach it.
///
/// @param lists one behind the other
/// @param offsets int32s that say where each starts, and where the last one ends
record PackedLists(MemorySegment lists, MemorySegment offsets) {

    static PackedLists of(ListVector vector, Field field, int rows) {
        try (Arena scratch = Arena.ofConfined()) {
            return of(vector, field, rows, scratch);
        }
    }

    private static PackedLists of(ListVector vector, Field field, int rows, Arena scratch) {
        FieldVector values = vector.getDataVector();
        Column elements = elements(values, Field.nullable(field.name(), field.type().elementType()), scratch);
        MemorySegment numbers = scratch.allocate(4L * (values.getValueCount() + 1), Integer.BYTES);
        for (int i = 0; i < values.getValueCount(); i++) {
            Memory.putInt(numbers.address() + 4L * i, i);
        }
        MemorySegment offsets = Arena.ofAuto().allocate(4L * (rows + 1), Integer.BYTES);
        long bytes = 0;
        for (int row = 0; row < rows; row++) {
            bytes += vector.isNull(row)
                    ? 0
                    : PackedList.bytes(elements, first(numbers, vector, row), size(vector, row));
            Memory.putInt(offsets.address() + 4L * (row + 1), Math.toIntExact(bytes));
        }
        MemorySegment lists = Arena.ofAuto().allocate(bytes + 1, Long.BYTES);
        for (int row = 0; row < rows; row++) {
            if (!vector.isNull(row)) {
                PackedList.pack(elements, first(numbers, vector, row), size(vector, row),
                        lists.address() + Memory.intAt(offsets.address() + 4L * row));
            }
        }
        return new PackedLists(lists, offsets);
    }

    private static long first(MemorySegment numbers, ListVector vector, int row) {
        return numbers.address() + 4L * vector.getElementStartIndex(row);
    }

    private static int size(ListVector vector, int row) {
        return vector.getElementEndIndex(row) - vector.getElementStartIndex(row);
    }

    /// Views the values of a vector.
    private static Column elements(FieldVector vector, Field field, Arena scratch) {
        Column column = new Column(field.type());
        long data = vector.getDataBuffer().memoryAddress();
        switch (field.type().layout()) {
            case BITS -> column.setBits(data, 0);
            case BYTES -> {
                long offsets = vector.getOffsetBuffer().memoryAddress();
                column.setText(data, offsets, offsets + 4);
            }
            case FIXED -> column.setFixed(field.type().isDecimal() ? decimals(vector, field, scratch) : data);
            case HEAP -> throw new IllegalArgumentException("no list holds " + field.type());
        }
        return column.setValidity(vector.getNullCount() > 0 ? vector.getValidityBuffer().memoryAddress() : 0, 0);
    }

    private static long decimals(FieldVector vector, Field field, Arena scratch) {
        if (field.type().isWide()) {
            ArrowColumns.requireDigits(field, vector);
            return vector.getDataBuffer().memoryAddress();
        }
        return ArrowColumns.lowWords(field.name(), vector, scratch).address();
    }
}
