// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;

/// Integers of 1, 2, 4 or 8 bytes, out of an optional sign and digits. What does not fit is a bad value.
final class IntegerColumn implements ParsedColumn {
    private final int width;
    private final long mostPositive;
    private final long data;
    private final Nulls nulls;
    private final int notInteger;
    private final int outOfRange;

    IntegerColumn(int width, long data, Nulls nulls) {
        this.width = width;
        this.mostPositive = -1L >>> (Long.SIZE - Byte.SIZE * width + 1);
        this.data = data;
        this.nulls = nulls;
        this.notInteger = nulls.reason("not an integer");
        this.outOfRange = nulls.reason("beyond int%d".formatted(Byte.SIZE * width));
    }

    @Override
    public void parse(long text, long cells, int rows) {
        for (int row = 0; row < rows; row++) {
            long cell = Memory.longAt(cells + 8L * row);
            put(row, cell == Cells.NONE ? missing(row) : value(text, cell, row));
        }
    }

    private long missing(int row) {
        nulls.missing(row);
        return 0;
    }

    private long value(long text, long cell, int row) {
        if (!Cells.isPlain(cell)) {
            return bad(row, notInteger);
        }
        long address = text + Cells.start(cell);
        int bytes = Cells.bytes(cell);
        byte first = bytes == 0 ? 0 : Memory.byteAt(address);
        boolean negative = first == '-';
        int sign = negative || first == '+' ? 1 : 0;
        long magnitude = Digits.parse(address + sign, bytes - sign);
        if (magnitude >= 0 && magnitude <= mostPositive) {
            return negative ? -magnitude : magnitude;
        }
        if (negative && magnitude == mostPositive + 1) { // 2^63 is negative, and so is its negative
            return -magnitude;
        }
        return bad(row, magnitude == Digits.NOT_DIGITS ? notInteger : outOfRange);
    }

    private long bad(int row, int reason) {
        nulls.bad(row, reason);
        return 0;
    }

    private void put(int row, long value) {
        switch (width) {
            case 8 -> Memory.putLong(data + 8L * row, value);
            case 4 -> Memory.putInt(data + 4L * row, (int) value);
            case 2 -> Memory.putShort(data + 2L * row, (short) value);
            default -> Memory.putByte(data + row, (byte) value);
        }
    }

    @Override
    public void view(int from, Column target) {
        target.setFixed(data + (long) width * from);
    }

    @Override
    public Nulls nulls() {
        return nulls;
    }
}
