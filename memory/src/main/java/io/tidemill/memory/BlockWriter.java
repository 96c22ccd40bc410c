// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Type.Kind;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Writes rows into a block, one after the other, column by column in any order.
///
/// A row begins by itself with its first value and ends with [#endRow]; until then [#discardRow] drops it. A column of a row
/// that was not set is null if it may be, else [#endRow] throws and names it. One thread.
///
/// A full block takes the values of one more row, which [#moveRow] takes along to the next block; it cannot be ended here.
///
/// Text that does not fit into what is left of the block is refused: the setter answers false, the row stays as it was, and
/// the caller ends the block there ([#moveRow] takes what was set of the row along to the next block).
public final class BlockWriter extends Padding {
    // Columns begin at multiples of 64: what is left of an address tells the type.
    private static final long TAGS = Buffer.ALIGNMENT - 1;
    private static final long INT32_TAG = 1;
    private static final long INT64_TAG = 2;
    private static final long FLOAT64_TAG = 3;
    private static final long OTHER_TAG = 4;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final Schema schema;
    private final Kind[] kinds;
    private final long[] limits; // of decimals, in their smallest units
    private final long[] data;
    private final long[] tagged; // the addresses of a block's columns, each with the tag of its type: one load says both
    private final long[] offsets;
    private final long allSet;
    private final @Nullable Object[][] objects;
    private final Column[] moved;
    private Block block;
    private int row;
    private int capacity;
    private long set;

    /// The most columns a written row may have: which ones were set is one long.
    public static final int MAX_COLUMNS = 64;

    public BlockWriter(Schema schema) {
        int columns = schema.size();
        if (columns > MAX_COLUMNS) {
            throw new IllegalArgumentException("rows have at most %d columns, not %d".formatted(MAX_COLUMNS, columns));
        }
        this.schema = schema;
        this.kinds = new Kind[columns];
        this.limits = new long[columns];
        this.data = new long[columns];
        this.tagged = new long[columns];
        this.offsets = new long[columns];
        this.objects = new Object[columns][];
        this.moved = new Column[columns];
        this.allSet = columns == MAX_COLUMNS ? -1L : (1L << columns) - 1;
        this.block = Block.shell(schema);
        for (int column = 0; column < columns; column++) {
            Type type = schema.field(column).type();
            kinds[column] = type.kind();
            limits[column] = type.isDecimal() && !type.isWide() ? limit(type) : 0;
            moved[column] = new Column(type);
        }
    }

    /// Goes on with an empty block, from row 0.
    public void begin(Block empty) {
        block = empty;
        capacity = empty.capacity();
        row = 0;
        set = 0;
        for (int column = 0; column < kinds.length; column++) {
            data[column] = empty.data(column);
            tagged[column] = data[column] | switch (kinds[column]) {
                case INT32, DATE -> INT32_TAG;
                case INT64, TIMESTAMP, TIMESTAMP_NTZ -> INT64_TAG;
                case FLOAT64 -> FLOAT64_TAG;
                case BOOL, INT8, INT16, FLOAT32, TIME, DECIMAL, UTF8, BINARY, LIST, OBJECT -> OTHER_TAG;
            };
            offsets[column] = empty.offsets(column);
            objects[column] = empty.objects(column);
            if (schema.field(column).type().layout() == Type.Layout.BYTES) {
                Memory.putInt(offsets[column], 0);
            }
        }
    }

    public Schema schema() {
        return schema;
    }

    public Block block() {
        return block;
    }

    /// Rows that are written whole.
    public int rows() {
        return row;
    }

    public boolean isFull() {
        return row == capacity;
    }

    /// Takes no more rows until the next block is begun: [#isFull] from now on. What was set of a row stays.
    public void end() {
        capacity = row;
    }

    public void setBoolean(int column, boolean value) {
        require(column, Kind.BOOL);
        long address = data[column] + (row >>> 3);
        int bit = 1 << (row & 7);
        int bits = Memory.byteAt(address);
        Memory.putByte(address, (byte) (value ? bits | bit : bits & ~bit));
        set |= 1L << column;
    }

    /// Sets an int32 or date, or a narrower or wider integer that holds the value.
    public void setInt(int column, int value) {
        long address = tagged[column] ^ INT32_TAG;
        if ((address & TAGS) != 0) {
            setNarrowOrWide(column, kinds[column], value);
        } else {
            Memory.putInt(address + 4L * row, value);
            set |= 1L << column;
        }
    }

    private void setNarrowOrWide(int column, Kind kind, int value) {
        if (kind == Kind.INT64) {
            Memory.putLong(data[column] + 8L * row, value);
        } else if (kind == Kind.INT16 && value == (short) value) {
            Memory.putShort(data[column] + 2L * row, (short) value);
        } else if (kind == Kind.INT8 && value == (byte) value) {
            Memory.putByte(data[column] + row, (byte) value);
        } else {
            throw mismatch(column, "the int " + value);
        }
        set |= 1L << column;
    }

    /// Sets an int64, a timestamp in microseconds since 1970, or a time in microseconds since midnight, less than a day.
    public void setLong(int column, long value) {
        long address = tagged[column] ^ INT64_TAG;
        if ((address & TAGS) != 0) {
            address = timeOfDay(column, value);
        }
        Memory.putLong(address + 8L * row, value);
        set |= 1L << column;
    }

    /// Sets a decimal; throws an [ArithmeticException] if the column does not hold it exactly.
    public void setDecimal(int column, BigDecimal value) {
        Type type = schema.field(column).type();
        try {
            BigInteger unscaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY).unscaledValue();
            if (!type.isWide()) {
                setUnscaled(column, unscaled.longValueExact());
            } else if (WideInteger.fits(unscaled, type.precision())) {
                putWide(column, WideInteger.high(unscaled), unscaled.longValue());
            } else {
                throw beyond(column, value);
            }
        } catch (ArithmeticException inexact) {
            throw beyond(column, value);
        }
    }

    /// Sets a decimal in its smallest units; throws an [ArithmeticException] if they have more digits than the column.
    public void setUnscaled(int column, long unscaled) {
        require(column, Kind.DECIMAL);
        if (schema.field(column).type().isWide()) {
            putWide(column, unscaled >> 63, unscaled);
            return;
        }
        long limit = limits[column];
        if (unscaled > limit || unscaled < -limit) {
            throw beyond(column, BigDecimal.valueOf(unscaled, schema.field(column).type().scale()));
        }
        Memory.putLong(data[column] + 8L * row, unscaled);
        set |= 1L << column;
    }

    private void putWide(int column, long high, long low) {
        WideInteger.put(data[column] + 16L * row, high, low);
        set |= 1L << column;
    }

    private static long limit(Type narrow) {
        return BigInteger.TEN.pow(narrow.precision()).longValueExact() - 1;
    }

    private ArithmeticException beyond(int column, BigDecimal value) {
        Field field = schema.field(column);
        return new ArithmeticException(
                "column `%s` is %s and does not hold %s".formatted(field.name(), field.type(), value));
    }

    private long timeOfDay(int column, long value) {
        if (kinds[column] != Kind.TIME || value < 0 || value >= MICROS_PER_DAY) {
            throw mismatch(column, "the long " + value);
        }
        return data[column];
    }

    public void setFloat(int column, float value) {
        require(column, Kind.FLOAT32);
        Memory.putFloat(data[column] + 4L * row, value);
        set |= 1L << column;
    }

    public void setDouble(int column, double value) {
        long address = tagged[column] ^ FLOAT64_TAG;
        if ((address & TAGS) != 0) {
            throw mismatch(column, "the double " + value);
        }
        Memory.putDouble(address + 8L * row, value);
        set |= 1L << column;
    }

    /// Makes the float that was set, if one was, the one that stands for all that are equal: 0.0 for -0.0, and one NaN.
    public void canonicalize(int column) {
        if ((set & 1L << column) == 0) {
            return;
        }
        if (kinds[column] == Kind.FLOAT32) {
            long address = data[column] + 4L * row;
            Memory.putInt(address, Float.floatToIntBits(Memory.floatAt(address) + 0.0f));
        } else if (kinds[column] == Kind.FLOAT64) {
            long address = data[column] + 8L * row;
            Memory.putLong(address, Double.doubleToLongBits(Memory.doubleAt(address) + 0.0));
        } else {
            throw mismatch(column, "a canonical float");
        }
    }

    public void setObject(int column, Object value) {
        require(column, Kind.OBJECT);
        objects[column][row] = value;
        set |= 1L << column;
    }

    /// Sets a column to null, as if it had not been set; throws if it takes no nulls.
    public void setNull(int column) {
        if (kinds[column] == Kind.OBJECT) {
            objects[column][row] = null;
            set |= 1L << column;
        } else if (schema.field(column).nullable()) {
            set &= ~(1L << column);
        } else {
            throw new IllegalArgumentException("column `" + schema.field(column).name() + "` takes no nulls");
        }
    }

    private void putNull(int column) {
        if (kinds[column] == Kind.OBJECT) {
            objects[column][row] = null;
        } else {
            block.putNull(column, row);
            zero(column);
        }
    }

    /// Sets text from UTF-8 bytes that the caller knows to be valid; false if the block has no room for them.
    public boolean setText(int column, byte[] utf8, int from, int bytes) {
        require(column, Kind.UTF8);
        return put(column, utf8, from, bytes);
    }

    /// Sets the value of a binary column; false if the block has no room for it.
    public boolean setBytes(int column, byte[] value, int from, int bytes) {
        require(column, Kind.BINARY);
        return put(column, value, from, bytes);
    }

    /// Sets the value of a binary column from off the heap; false if the block has no room for it.
    public boolean setBytes(int column, long address, int bytes) {
        require(column, Kind.BINARY);
        return put(column, address, bytes);
    }

    /// Sets a list from the bytes of a [PackedList] of the column's type; false if the block has no room for them.
    public boolean setList(int column, byte[] packed) {
        require(column, Kind.LIST);
        return put(column, packed, 0, packed.length);
    }

    private boolean put(int column, byte[] value, int from, int bytes) {
        int start = Memory.intAt(offsets[column] + 4L * row);
        if (bytes > block.textCapacity(column) - start) {
            return false;
        }
        Memory.copyIn(value, from, data[column] + start, bytes);
        endText(column, start + bytes);
        return true;
    }

    private boolean put(int column, long address, int bytes) {
        int start = Memory.intAt(offsets[column] + 4L * row);
        if (bytes > block.textCapacity(column) - start) {
            return false;
        }
        Memory.copy(address, data[column] + start, bytes);
        endText(column, start + bytes);
        return true;
    }

    /// Sets text from UTF-8 bytes off the heap that the caller knows to be valid; false if the block has no room for them.
    public boolean setText(int column, long utf8Address, int bytes) {
        require(column, Kind.UTF8);
        return put(column, utf8Address, bytes);
    }

    /// Sets text; ASCII is written without an allocation. False if the block has no room for it.
    public boolean setText(int column, String text) {
        require(column, Kind.UTF8);
        int start = Memory.intAt(offsets[column] + 4L * row);
        int length = text.length();
        if (length > block.textCapacity(column) - start) {
            return false;
        }
        long target = data[column] + start;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                byte[] utf8 = text.getBytes(UTF_8);
                return setText(column, utf8, 0, utf8.length);
            }
            Memory.putByte(target + i, (byte) c);
        }
        endText(column, start + length);
        return true;
    }

    private void endText(int column, int end) {
        Memory.putInt(offsets[column] + 4L * row + 4, end);
        set |= 1L << column;
    }

    /// Ends the row; answers its number in the block.
    public int endRow() {
        if (set != allSet) {
            setMissing();
        }
        set = 0;
        return row++;
    }

    /// Forgets what was set of the row.
    public void discardRow() {
        set = 0;
    }

    /// Goes on with another block and takes along what was set of the row; false if its text does not fit there either. The
    /// old block must not have been cleared.
    public boolean moveRow(Block empty) {
        Block old = block;
        int oldRow = row;
        long wasSet = set;
        begin(empty);
        for (int column = 0; column < kinds.length; column++) {
            if ((wasSet & 1L << column) != 0) {
                Column source = moved[column];
                old.view(column, oldRow, source);
                if (!copy(column, source, 0)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Sets a column from a row of another column of the same type; false if its text does not fit.
    public boolean copy(int column, Column source, int sourceRow) {
        if (source.isNull(sourceRow)) {
            setNull(column);
            return true;
        }
        switch (source.type().kind()) {
            case BOOL -> setBoolean(column, source.booleanAt(sourceRow));
            case INT8, INT16, INT32, DATE -> setInt(column, source.intAt(sourceRow));
            case INT64, TIMESTAMP, TIMESTAMP_NTZ, TIME -> setLong(column, source.longAt(sourceRow));
            case DECIMAL -> copyDecimal(column, source, sourceRow);
            case FLOAT32 -> setFloat(column, source.floatAt(sourceRow));
            case FLOAT64 -> setDouble(column, source.doubleAt(sourceRow));
            case UTF8, BINARY, LIST -> {
                return put(column, source.textAddress(sourceRow), source.textBytes(sourceRow));
            }
            case OBJECT -> setObject(column, Objects.requireNonNull(source.objectAt(sourceRow)));
        }
        return true;
    }

    private void copyDecimal(int column, Column source, int sourceRow) {
        if (source.type().isWide()) {
            require(column, Kind.DECIMAL);
            putWide(column, source.highAt(sourceRow), source.lowAt(sourceRow));
        } else {
            setUnscaled(column, source.longAt(sourceRow));
        }
    }

    /// Writes a value that lies `ahead` rows behind the row at hand; its text is known to fit.
    void copyAhead(int column, int ahead, Column source, int sourceRow) {
        row += ahead;
        if (source.isNull(sourceRow)) {
            putNull(column);
        } else {
            copy(column, source, sourceRow);
        }
        row -= ahead;
    }

    /// Counts rows that were written past the row at hand.
    void advance(int rows) {
        row += rows;
        set = 0;
    }

    int capacity() {
        return capacity;
    }

    long data(int column) {
        return data[column];
    }

    long offsets(int column) {
        return offsets[column];
    }

    int textCapacity(int column) {
        return block.textCapacity(column);
    }

    /// Where the text of the row at hand begins.
    int textEnd(int column) {
        return Memory.intAt(offsets[column] + 4L * row);
    }

    private void setMissing() {
        for (int column = 0; column < kinds.length; column++) {
            if ((set & 1L << column) == 0) {
                Field field = schema.field(column);
                if (!field.nullable()) {
                    throw new IllegalStateException(
                            "column `%s` of the row was not set, and it takes no nulls".formatted(field.name()));
                }
                putNull(column);
            }
        }
    }

    private void zero(int column) {
        switch (schema.field(column).type().kind()) {
            case BOOL -> setBoolean(column, false);
            case INT8 -> Memory.putByte(data[column] + row, (byte) 0);
            case INT16 -> Memory.putShort(data[column] + 2L * row, (short) 0);
            case INT32, DATE, FLOAT32 -> Memory.putInt(data[column] + 4L * row, 0);
            case INT64, TIMESTAMP, TIMESTAMP_NTZ, TIME, FLOAT64 -> Memory.putLong(data[column] + 8L * row, 0);
            case DECIMAL -> {
                int width = schema.field(column).type().byteWidth();
                Memory.fill(data[column] + (long) width * row, width, (byte) 0);
            }
            case UTF8, BINARY, LIST ->
                Memory.putInt(offsets[column] + 4L * row + 4, Memory.intAt(offsets[column] + 4L * row));
            case OBJECT -> {}
        }
    }

    private void require(int column, Kind kind) {
        if (kinds[column] != kind) {
            throw mismatch(column, "a value of " + kind.name().toLowerCase(Locale.ROOT));
        }
    }

    private IllegalArgumentException mismatch(int column, String what) {
        Field field = schema.field(column);
        return new IllegalArgumentException(
                "column `%s` is %s and does not take %s".formatted(field.name(), field.type(), what));
    }
}
