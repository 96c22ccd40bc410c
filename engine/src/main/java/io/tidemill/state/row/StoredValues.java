// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.row;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.comparison.FloatOrder;
import io.tidemill.kernel.text.TextBytes;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;
import io.tidemill.memory.WideInteger;
import io.tidemill.memory.table.GrowableColumn;

/// A value of any type for each group, null until it is put.
public final class StoredValues implements AutoCloseable {
    private final Type type;
    private final int byteWidth; // 0 = bits or texts
    private final GrowableColumn valid; // bits
    private final @Nullable GrowableColumn values; // bits of booleans; null of texts
    private final @Nullable StoredTexts texts; // null of all others
    private final Column column;

    public StoredValues(Type type, MemoryBudget budget, String what) {
        boolean isText = type.layout() == Type.Layout.BYTES;
        if (type.byteWidth() == 0 && !isText && !type.equals(Type.BOOL)) {
            throw new IllegalArgumentException("no values of " + type + " are kept");
        }
        this.type = type;
        this.byteWidth = type.byteWidth();
        this.valid = GrowableColumn.zeroed(budget, what, 1);
        this.values = isText ? null : GrowableColumn.zeroed(budget, what, Math.max(1, byteWidth));
        this.texts = isText ? new StoredTexts(budget, what) : null;
        this.column = new Column(type);
    }

    public void ensure(int groups) {
        valid.ensure((groups + 7) >>> 3);
        if (texts != null) {
            texts.ensure(groups);
        } else if (values != null) {
            values.ensure(byteWidth == 0 ? (groups + 7) >>> 3 : groups);
        }
    }

    /// All values, by group: good until the next is put.
    public Column column() {
        return view(column);
    }

    /// Lets a column view all values.
    public Column view(Column target) {
        if (texts != null) {
            target.setText(texts.data(), texts.starts(), texts.ends());
        } else if (values != null && byteWidth == 0) {
            target.setBits(values.address(), 0);
        } else if (values != null) {
            target.setFixed(values.address());
        }
        return target.setValidity(valid.address(), 0);
    }

    /// Takes the value of a row of a column that is not a view of these; it may be null.
    public void put(int group, Column source, int row) {
        boolean isNull = source.isNull(row);
        setBit(valid.address(), group, !isNull);
        if (isNull) {
            if (texts != null) {
                texts.forget(group);
            }
        } else if (texts != null) {
            texts.put(group, source.textAddress(row), source.textBytes(row));
        } else if (values != null && byteWidth == 0) {
            setBit(values.address(), group, source.booleanAt(row));
        } else if (values != null) {
            Memory.copy(source.data() + (long) byteWidth * row, values.address() + (long) byteWidth * group, byteWidth);
        }
    }

    /// Gives a group the value of another one, which may be null.
    public void share(int from, int group) {
        setBit(valid.address(), group, bit(valid.address(), from));
        if (texts != null) {
            texts.share(from, group);
        } else if (values != null && byteWidth == 0) {
            setBit(values.address(), group, bit(values.address(), from));
        } else if (values != null) {
            long width = byteWidth;
            Memory.copy(values.address() + width * from, values.address() + width * group, byteWidth);
        }
    }

    /// Makes a value null again.
    public void forget(int group) {
        setBit(valid.address(), group, false);
        if (texts != null) {
            texts.forget(group);
        }
    }

    private static boolean bit(long bits, int index) {
        return (Memory.byteAt(bits + (index >>> 3)) & (1 << (index & 7))) != 0;
    }

    private static void setBit(long bits, int index, boolean value) {
        long address = bits + (index >>> 3);
        int mask = 1 << (index & 7);
        int others = Memory.byteAt(address) & ~mask;
        Memory.putByte(address, (byte) (value ? others | mask : others));
    }

    /// Orders two values that are not null; false is less than true.
    public static int compare(Column left, int row, Column right, int otherRow) {
        if (left.type().layout() == Type.Layout.BYTES) {
            return TextBytes.compare(left.textAddress(row), left.textBytes(row), right.textAddress(otherRow),
                    right.textBytes(otherRow));
        }
        if (left.type().layout() == Type.Layout.BITS) {
            return Boolean.compare(left.booleanAt(row), right.booleanAt(otherRow));
        }
        if (left.type().isFloat()) {
            double value = left.doubleAt(row);
            double other = right.doubleAt(otherRow);
            return FloatOrder.less(value, other) ? -1 : FloatOrder.less(other, value) ? 1 : 0;
        }
        if (left.type().isWide()) {
            return WideInteger.compare(left.highAt(row), left.lowAt(row), right.highAt(otherRow),
                    right.lowAt(otherRow));
        }
        return Long.compare(left.longAt(row), right.longAt(otherRow));
    }

    public void clear() {
        valid.clear();
        if (values != null) {
            values.clear();
        }
        if (texts != null) {
            texts.clear();
        }
    }

    @Override
    public void close() {
        valid.close();
        if (values != null) {
            values.close();
        }
        if (texts != null) {
            texts.close();
        }
    }

    @Override
    public String toString() {
        return "values of " + type;
    }
}
