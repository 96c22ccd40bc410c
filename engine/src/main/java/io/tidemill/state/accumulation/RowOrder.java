// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import java.util.List;

import io.tidemill.kernel.comparison.FloatOrder;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;
import io.tidemill.state.row.StoredValues;

/// An order of rows by the values of some columns; of rows that are equal by these the one that came first, or last, is first.
///
/// Each row has a *prefix*, an int64 by which most rows are told apart: a row of a lesser prefix is before one of a greater.
///
/// @param keys the first decides, then the next
/// @param latestFirst which of equal rows is first
public record RowOrder(List<Key> keys, boolean latestFirst) {
    /// Null where it comes first; such a value may have it too.
    private static final long FIRST = Long.MIN_VALUE;
    private static final long LAST = Long.MAX_VALUE;

    /// @param column index of the values among the columns of a row
    public record Key(int column, boolean descending, boolean nullsAreFirst) {}

    public RowOrder {
        keys = List.copyOf(keys);
    }

    /// The prefix of a row.
    long prefix(Column[] columns, int row) {
        Key key = keys.getFirst();
        Column column = columns[key.column];
        if (column.isNull(row)) {
            return key.nullsAreFirst ? FIRST : LAST;
        }
        long prefix = prefix(column, row);
        return key.descending ? ~prefix : prefix;
    }

    private static long prefix(Column column, int row) {
        Type type = column.type();
        return switch (type.layout()) {
            case BITS -> column.booleanAt(row) ? 1 : 0;
            case BYTES -> prefix(column.textAddress(row), column.textBytes(row));
            case FIXED -> type.isFloat()
                    ? prefix(column.doubleAt(row))
                    : type.isWide() ? prefix(column.highAt(row), column.lowAt(row)) : column.longAt(row);
            case HEAP -> throw new IllegalArgumentException("rows have no order by " + type);
        };
    }

    /// The first eight bytes, so that unsigned bytes are in order.
    private static long prefix(long text, int bytes) {
        long prefix = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            prefix = prefix << Byte.SIZE | (i < bytes ? Memory.byteAt(text + i) & 0xff : 0);
        }
        return prefix ^ Long.MIN_VALUE;
    }

    /// Of what is beyond an int64 the last one.
    private static long prefix(long high, long low) {
        return high == low >> 63 ? low : high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private static long prefix(double value) {
        long bits = Double.doubleToLongBits(FloatOrder.canonical(value));
        return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
    }

    /// Compares rows of equal prefixes, but not when they came: less than 0 if the first one is before the other.
    int compare(Column[] columns, int row, Column[] others, int otherRow) {
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            int compared = compare(key, columns[key.column], row, others[key.column], otherRow);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static int compare(Key key, Column column, int row, Column other, int otherRow) {
        boolean isNull = column.isNull(row);
        if (isNull || other.isNull(otherRow)) {
            int nulls = Boolean.compare(other.isNull(otherRow), isNull);
            return key.nullsAreFirst ? nulls : -nulls;
        }
        int values = column.type().equals(Type.BOOL)
                ? Boolean.compare(column.booleanAt(row), other.booleanAt(otherRow))
                : StoredValues.compare(column, row, other, otherRow);
        return key.descending ? Integer.compare(0, values) : values;
    }
}
