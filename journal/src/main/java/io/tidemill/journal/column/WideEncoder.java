// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.WideInteger;

/// Writes decimals of more than 18 digits: plain, or split, since their upper bytes are mostly alike. Which is better is found out now and then.
final class WideEncoder implements RowEncoder {
    private static final int WIDTH = WideInteger.BYTES;

    private final long scratch; // values to be compressed
    private final Lz4 lz4 = new Lz4();
    private final Choice choice = new Choice();
    private final Schedule schedule = new Schedule();
    private int preferred = ColumnFormat.PLAIN;
    private boolean isForced;
    private int used;

    /// @param memory for it alone: [WideInteger#BYTES] for each row
    WideEncoder(long memory) {
        this.scratch = memory;
    }

    @Override
    public void force(int encoding) {
        preferred = encoding;
        isForced = true;
    }

    @Override
    public int used() {
        return used;
    }

    @Override
    public long encode(Column column, long validity, int rows, int present, long target) {
        long plainBytes = (long) WIDTH * present;
        boolean looks = present >= LEAST_ROWS && !isForced && schedule.isDue();
        used = ColumnFormat.PLAIN;
        long end = 0;
        if (looks || (present >= LEAST_ROWS && preferred == ColumnFormat.SPLIT)) {
            end = split(column.data(), validity, rows, present, target);
        }
        if (looks) {
            choose(end == 0 ? plainBytes : end - target, plainBytes, present);
        }
        if (end != 0 && preferred == ColumnFormat.SPLIT) {
            used = ColumnFormat.SPLIT;
        } else {
            plain(column.data(), validity, rows, target);
            end = target + plainBytes;
        }
        if (present >= LEAST_ROWS) {
            schedule.took(end - target, present);
        }
        return end;
    }

    private void choose(long splitBytes, long plainBytes, int present) {
        choice.begin();
        choice.consider(ColumnFormat.PLAIN, plainBytes, Cost.plain(plainBytes));
        choice.consider(ColumnFormat.SPLIT, splitBytes, Cost.split(splitBytes, plainBytes));
        schedule.looked(choice.encoding() != preferred, (double) choice.bytes() / present);
        preferred = choice.encoding();
    }

    private static void plain(long data, long validity, int rows, long target) {
        if (validity == 0) {
            Memory.copy(data, target, (long) WIDTH * rows);
            return;
        }
        long to = target;
        for (int row = 0; row < rows; row++) {
            if (Bits.at(validity, row) != 0) {
                long from = data + (long) WIDTH * row;
                WideInteger.put(to, WideInteger.highAt(from), WideInteger.lowAt(from));
                to += WIDTH;
            }
        }
    }

    /// Answers 0 if that takes no less than plain values.
    private long split(long data, long validity, int rows, int present, long target) {
        long to = scratch;
        for (int row = 0; row < rows; row++) {
            if (validity == 0 || Bits.at(validity, row) != 0) {
                long from = data + (long) WIDTH * row;
                for (int place = 0; place < WIDTH; place++) {
                    Memory.putByte(to + (long) present * place, Memory.byteAt(from + place));
                }
                to++;
            }
        }
        int plainBytes = WIDTH * present;
        int bytes = lz4.compress(scratch, plainBytes, target, plainBytes - 1);
        return bytes < 0 ? 0 : target + bytes;
    }
}
