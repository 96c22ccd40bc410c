// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.arrow;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;

import io.tidemill.memory.Field;
import io.tidemill.memory.LentColumns;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.memory.WideInteger;

/// Lends the columns of a `VectorSchemaRoot`, so that a publisher can publish its rows where they lie. Decimals of up to 18 digits are copied: Arrow's
/// have twice as many bytes. So are lists.
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
            if (vector instanceof ListVector lists) {
                PackedLists packed = PackedLists.of(lists, schema.field(column), root.getRowCount());
                columns.setText(name, packed.lists(), packed.offsets());
            } else if (schema.field(column).type().layout() == Type.Layout.BYTES) {
                columns.setText(name, segment(vector.getDataBuffer()), segment(vector.getOffsetBuffer()));
            } else if (schema.field(column).type().isWide()) {
                requireDigits(schema.field(column), vector);
                columns.set(name, segment(vector.getDataBuffer()));
            } else if (schema.field(column).type().isDecimal()) {
                columns.set(name, lowWords(name, vector, Arena.ofAuto()));
            } else {
                columns.set(name, segment(vector.getDataBuffer()));
            }
            if (vector.getNullCount() > 0) {
                columns.setValidity(name, segment(vector.getValidityBuffer()));
            }
        }
        return columns;
    }

    /// Decimals as int64s.
    static MemorySegment lowWords(String name, FieldVector vector, Arena arena) {
        int rows = vector.getValueCount();
        MemorySegment words = arena.allocate(Math.max(1L, 8L * rows), Long.BYTES);
        long source = vector.getDataBuffer().memoryAddress();
        for (int row = 0; row < rows; row++) {
            long low = Memory.longAt(source + 16L * row);
            if (low >> 63 != Memory.longAt(source + 16L * row + 8) && !vector.isNull(row)) {
                throw tooLong(name, row);
            }
            Memory.putLong(words.address() + 8L * row, low);
        }
        return words;
    }

    static void requireDigits(Field field, FieldVector vector) {
        BigInteger limit = BigInteger.TEN.pow(field.type().precision());
        long high = WideInteger.high(limit);
        long low = limit.longValue();
        long least = WideInteger.high(limit.negate());
        long source = vector.getDataBuffer().memoryAddress();
        for (int row = 0; row < vector.getValueCount(); row++) {
            long address = source + 16L * row;
            boolean fits = WideInteger.compare(WideInteger.highAt(address), WideInteger.lowAt(address), high, low) < 0
                    && WideInteger.compare(WideInteger.highAt(address), WideInteger.lowAt(address), least, -low) > 0;
            if (!fits && !vector.isNull(row)) {
                throw tooLong(field.name(), row);
            }
        }
    }

    private static IllegalArgumentException tooLong(String name, int row) {
        return new IllegalArgumentException(
                "row %d of column `%s` has more digits than its type".formatted(row, name));
    }

    private static MemorySegment segment(ArrowBuf buffer) {
        return Memory.segment(buffer.memoryAddress(), buffer.capacity());
    }
}
