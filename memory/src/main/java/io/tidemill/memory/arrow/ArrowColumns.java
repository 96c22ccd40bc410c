// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.arrow;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

import io.tidemill.memory.LentColumns;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Lends the columns of a `VectorSchemaRoot`, so that a publisher can publish its rows where they lie. Decimals are copied: Arrow's
/// have twice as many bytes.
///
/// The root must stay open, and unchanged, until the rows are given back.
public final class ArrowColumns {
    private ArrowColumns() {}

    /// Describes the root's columns in the order of its schema.
    public static LentColumns of(VectorSchemaRoot root) {
        Schema schema = ArrowTypes.fromArrow(root.getSchema());
        LentColumns columns = LentColumns.of(schema);
        for (int column = 0; column < schema.size(); column++) {
            FieldVector vector = root.getVector(column);
            String name = schema.field(column).name();
            if (schema.field(column).type().layout() == Type.Layout.BYTES) {
                columns.setText(name, segment(vector.getDataBuffer()), segment(vector.getOffsetBuffer()));
            } else if (schema.field(column).type().isDecimal()) {
                columns.set(name, lowWords(name, vector.getDataBuffer(), root.getRowCount()));
            } else {
                columns.set(name, segment(vector.getDataBuffer()));
            }
            if (vector.getNullCount() > 0) {
                columns.setValidity(name, segment(vector.getValidityBuffer()));
            }
        }
        return columns;
    }

    /// Decimals as int64s, in memory that lives as long as anybody can reach it.
    private static MemorySegment lowWords(String name, ArrowBuf decimals, int rows) {
        MemorySegment words = Arena.ofAuto().allocate(Math.max(1L, 8L * rows), Long.BYTES);
        long source = decimals.memoryAddress();
        for (int row = 0; row < rows; row++) {
            long low = Memory.longAt(source + 16L * row);
            if (low >> 63 != Memory.longAt(source + 16L * row + 8)) {
                throw new IllegalArgumentException(
                        "row %d of column `%s` has more digits than its type".formatted(row, name));
            }
            Memory.putLong(words.address() + 8L * row, low);
        }
        return words;
    }

    private static MemorySegment segment(ArrowBuf buffer) {
        return Memory.segment(buffer.memoryAddress(), buffer.capacity());
    }
}
