// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The values of one field in a run of rows: a view, set again and again, that owns nothing.
///
/// Row 0 is the first row of the run, wherever its block starts. What the addresses mean depends on the type:
///
/// | type | `data` | `dataBit` | `starts`, `ends` |
/// |---|---|---|---|
/// | fixed width | value of row 0 | | |
/// | bool | byte that holds the bit of row 0 | which bit of it (0 to 7) | |
/// | utf8, binary, list | byte 0 of the text | | int32 of row 0 each: text of row i is `[starts[i], ends[i])` |
/// | object | unused; values are in `objects` from `objectsFrom` | | |
///
/// A list is a [PackedList]. A utf8, binary or list column in Arrow's layout has `ends = starts + 4`; one that was cut out of other text has two arrays. `validity` is 0
/// when no row is null; else the address of the byte with the bit of row 0, `validityBit` says which.
///
/// Kernels take the addresses once per chunk. The accessors by row are for cursors, tests and row lambdas.
public final class Column {
    /// An address that no access reaches: [Memory] throws.
    private static final long EXPIRED = Long.MIN_VALUE;
    private static final @Nullable Object[] NO_OBJECTS = {};

    private final Type type;
    private long data;
    private int dataBit;
    private long starts;
    private long ends;
    private long validity;
    private int validityBit;
    private @Nullable Object[] objects = NO_OBJECTS;
    private int objectsFrom;

    public Column(Type type) {
        this.type = type;
    }

    public Type type() {
        return type;
    }

    public long data() {
        return data;
    }

    public int dataBit() {
        return dataBit;
    }

    public long starts() {
        return starts;
    }

    public long ends() {
        return ends;
    }

    /// 0 when no row is null.
    public long validity() {
        return validity;
    }

    public int validityBit() {
        return validityBit;
    }

    public @Nullable Object[] objects() {
        return objects;
    }

    public int objectsFrom() {
        return objectsFrom;
    }

    public Column setFixed(long dataAddress) {
        data = dataAddress;
        return this;
    }

    public Column setBits(long dataAddress, int bit) {
        data = dataAddress + (bit >>> 3);
        dataBit = bit & 7;
        return this;
    }

    public Column setText(long dataAddress, long startsAddress, long endsAddress) {
        data = dataAddress;
        starts = startsAddress;
        ends = endsAddress;
        return this;
    }

    public Column setObjects(@Nullable Object[] values, int from) {
        objects = values;
        objectsFrom = from;
        return this;
    }

    /// Says where the validity bits are; address 0 says that no row is null.
    public Column setValidity(long address, int bit) {
        validity = address == 0 ? 0 : address + (bit >>> 3);
        validityBit = bit & 7;
        return this;
    }

    /// Views what another column of the same type views, from one of its rows on.
    public Column set(Column other, int fromRow) {
        setValidity(other.validity, other.validityBit + fromRow);
        dataBit = 0;
        switch (type.layout()) {
            case BITS -> setBits(other.data, other.dataBit + fromRow);
            case BYTES -> setText(other.data, other.starts + 4L * fromRow, other.ends + 4L * fromRow);
            case HEAP -> setObjects(other.objects, other.objectsFrom + fromRow);
            case FIXED -> setFixed(other.data + (long) type.byteWidth() * fromRow);
        }
        return this;
    }

    /// Ends the view: reading it throws from now on.
    void expire() {
        data = EXPIRED;
        starts = EXPIRED;
        ends = EXPIRED;
        validity = 0;
        objects = NO_OBJECTS;
    }

    public boolean isNull(int row) {
        if (type.kind() == Type.Kind.OBJECT) {
            return objects[objectsFrom + row] == null;
        }
        return validity != 0 && !bitAt(validity, validityBit + row);
    }

    public boolean booleanAt(int row) {
        return bitAt(data, dataBit + row);
    }

    /// The value of an int8, int16, int32 or date column.
    public int intAt(int row) {
        return switch (type.byteWidth()) {
            case 1 -> Memory.byteAt(data + row);
            case 2 -> Memory.shortAt(data + 2L * row);
            default -> Memory.intAt(data + 4L * row);
        };
    }

    /// The value of any integer, date, time or timestamp column, or that of a decimal in its smallest units; throws an
    /// [ArithmeticException] if that is beyond an int64.
    public long longAt(int row) {
        return switch (type.byteWidth()) {
            case Long.BYTES -> Memory.longAt(data + 8L * row);
            case WideInteger.BYTES -> narrowAt(row);
            default -> intAt(row);
        };
    }

    private long narrowAt(int row) {
        long low = WideInteger.lowAt(data + 16L * row);
        if (low >> 63 != highAt(row)) {
            throw new ArithmeticException(decimalAt(row) + " has more units than an int64 counts");
        }
        return low;
    }

    /// The upper 64 bits of a decimal in its smallest units.
    public long highAt(int row) {
        return type.isWide() ? WideInteger.highAt(data + 16L * row) : Memory.longAt(data + 8L * row) >> 63;
    }

    /// The lower 64 bits of a decimal in its smallest units.
    public long lowAt(int row) {
        return Memory.longAt(data + (long) type.byteWidth() * row);
    }

    /// The value of a decimal column; allocates.
    public BigDecimal decimalAt(int row) {
        return type.isWide()
                ? new BigDecimal(WideInteger.of(highAt(row), lowAt(row)), type.scale())
                : BigDecimal.valueOf(longAt(row), type.scale());
    }

    public float floatAt(int row) {
        return Memory.floatAt(data + 4L * row);
    }

    /// The value of a float32 or float64 column.
    public double doubleAt(int row) {
        return type.byteWidth() == 8 ? Memory.doubleAt(data + 8L * row) : floatAt(row);
    }

    public int textBytes(int row) {
        return Memory.intAt(ends + 4L * row) - Memory.intAt(starts + 4L * row);
    }

    public long textAddress(int row) {
        return data + Memory.intAt(starts + 4L * row);
    }

    /// Decodes the text of a row; allocates.
    public String stringAt(int row) {
        return new String(bytesAt(row), UTF_8);
    }

    /// A copy of the bytes of a row of text or binary, or of a [PackedList].
    public byte[] bytesAt(int row) {
        byte[] bytes = new byte[textBytes(row)];
        Memory.copyOut(textAddress(row), bytes, 0, bytes.length);
        return bytes;
    }

    public @Nullable Object objectAt(int row) {
        return objects[objectsFrom + row];
    }

    private static boolean bitAt(long address, int bit) {
        return (Memory.byteAt(address + (bit >>> 3)) >>> (bit & 7) & 1) != 0;
    }
}
