// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

/// Writes values of a fixed width: integers, dates, timestamps, and floats by their bits.
///
/// Which encoding is best is found out now and then by trying all; how many bits it needs, for every chunk anew.
final class ValueEncoder implements RowEncoder {
    private static final int SAMPLE_BYTES = 16 << 10;
    /// How many values are looked at to know their decimals.
    private static final int SAMPLE_DECIMALS = 64;
    /// Runs are worth it only if they are long.
    private static final int LEAST_RUN = 8;

    private final Type type;
    private final int width;
    private final long scratch; // values to be compressed
    private final Values values;
    private final long[] numbers; // the values that are not null
    private final long[] others; // deltas, decimals, or the values of runs
    private final long[] lengths; // of runs
    private final Lz4 lz4 = new Lz4();
    private final Numbers range = new Numbers();
    private final Choice choice = new Choice();
    private final Schedule schedule = new Schedule();
    private int preferred = ColumnFormat.PLAIN;
    private int decimals = -1; // of the doubles looked at last; -1 for no such values
    private boolean isForced;
    private int used;

    // the values at hand
    private int count;
    private long plainBytes;

    /// @param memory for it alone, [#memoryBytes] of it
    ValueEncoder(Type type, int mostRows, long memory) {
        this.type = type;
        this.width = type.byteWidth();
        this.scratch = memory;
        this.values = new Values(width, mostRows);
        this.numbers = new long[mostRows];
        this.others = new long[mostRows];
        this.lengths = new long[mostRows / LEAST_RUN];
    }

    static long memoryBytes(Type type, int mostRows) {
        return (long) type.byteWidth() * mostRows;
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
        count = present;
        plainBytes = (long) width * present;
        used = ColumnFormat.PLAIN;
        boolean isSmall = count < LEAST_ROWS;
        boolean looks = !isSmall && !isForced && schedule.isDue();
        if (validity == 0 && !looks && (isSmall || preferred == ColumnFormat.PLAIN)) {
            Memory.copy(column.data(), target, plainBytes);
            took(plainBytes);
            return target + plainBytes;
        }
        values.load(column.data(), rows, numbers);
        if (validity != 0) {
            NullRows.leaveOut(numbers, validity, rows);
        }
        if (looks) {
            choose(target);
        }
        long end = isSmall ? 0 : tryPreferred(target);
        if (end == 0) {
            values.store(numbers, count, target);
            end = target + plainBytes;
        } else {
            used = preferred;
        }
        took(end - target);
        return end;
    }

    private void took(long bytes) {
        if (count >= LEAST_ROWS) {
            schedule.took(bytes, count);
        }
    }

    /// Writes the values as they were best when somebody looked; answers 0 if that takes no less than plain ones.
    private long tryPreferred(long target) {
        return switch (preferred) {
            case ColumnFormat.OFFSETS -> packed(numbers, count, target, plainBytes);
            case ColumnFormat.DELTAS -> deltas(target);
            case ColumnFormat.RUNS -> runs(target);
            case ColumnFormat.DECIMALS -> decimals(target);
            case ColumnFormat.COMPRESSED -> {
                values.store(numbers, count, scratch);
                yield compressed(target);
            }
            case ColumnFormat.SPLIT -> {
                ByteSplit.split(numbers, width, count, scratch);
                yield compressed(target);
            }
            default -> 0;
        };
    }

    private long packed(long[] source, int size, long target, long limit) {
        range.look(source, size);
        if (Packing.bytes(size, range.min(), range.max()) >= limit) {
            return 0;
        }
        return Packing.write(source, size, range.min(), range.max(), target);
    }

    private long deltas(long target) {
        Numbers.subtract(numbers, count, others);
        Memory.putLong(target, numbers[0]);
        return packed(others, count - 1, target + Long.BYTES, plainBytes - Long.BYTES);
    }

    private long runs(long target) {
        int runs = Numbers.splitRuns(numbers, count, count / LEAST_RUN, others, lengths);
        if (runs < 0) {
            return 0;
        }
        Memory.putInt(target, runs);
        long begin = target + Integer.BYTES;
        long end = packed(others, runs, begin, plainBytes - Integer.BYTES);
        return end == 0 ? 0 : packed(lengths, runs, end, plainBytes - (end - target));
    }

    private long decimals(long target) {
        if (decimals < 0 || !Decimals.toNumbers(numbers, count, decimals, others)) {
            schedule.lookSoon();
            return 0;
        }
        Memory.putByte(target, (byte) decimals);
        return packed(others, count, target + 1, plainBytes - 1);
    }

    private long compressed(long target) {
        int bytes = lz4.compress(scratch, (int) plainBytes, target, (int) plainBytes - 1);
        return bytes < 0 ? 0 : target + bytes;
    }

    private void choose(long target) {
        choice.begin();
        choice.consider(ColumnFormat.PLAIN, plainBytes, Cost.plain(plainBytes));
        range.look(numbers, count);
        long min = range.min();
        long max = range.max();
        long bytes = Packing.bytes(count, min, max);
        choice.consider(ColumnFormat.OFFSETS, bytes, Cost.offsets(bytes, count));
        int runs = Numbers.runs(numbers, count);
        if (runs <= count / LEAST_RUN) {
            bytes = Integer.BYTES + Packing.bytes(runs, min, max) + Packing.bytes(runs, 1, count);
            choice.consider(ColumnFormat.RUNS, bytes, Cost.runs(bytes, count));
        }
        Numbers.subtract(numbers, count, others);
        range.look(others, count - 1);
        bytes = Long.BYTES + Packing.bytes(count - 1, range.min(), range.max());
        choice.consider(ColumnFormat.DELTAS, bytes, Cost.deltas(bytes, count));
        if (type.kind() == Type.Kind.FLOAT64) {
            chooseDecimals();
        }
        if (choice.bytes() > plainBytes / 2) {
            chooseCompression(target);
        }
        schedule.looked(choice.encoding() != preferred, (double) choice.bytes() / count);
        preferred = choice.encoding();
    }

    private void chooseDecimals() {
        decimals = Decimals.decimals(numbers, Math.min(count, SAMPLE_DECIMALS));
        if (decimals >= 0 && Decimals.toNumbers(numbers, count, decimals, others)) {
            range.look(others, count);
            long bytes = 1 + Packing.bytes(count, range.min(), range.max());
            choice.consider(ColumnFormat.DECIMALS, bytes, Cost.decimals(bytes, count));
        }
    }

    private void chooseCompression(long target) {
        int rows = Math.min(count, SAMPLE_BYTES / width);
        values.store(numbers, rows, scratch);
        long bytes = sample(rows, target);
        choice.consider(ColumnFormat.COMPRESSED, bytes, Cost.compressed(bytes, plainBytes));
        ByteSplit.split(numbers, width, rows, scratch);
        bytes = sample(rows, target);
        choice.consider(ColumnFormat.SPLIT, bytes, Cost.split(bytes, plainBytes));
    }

    /// About how many bytes all rows would take if they compress as the first ones do.
    private long sample(int rows, long target) {
        int bytes = width * rows;
        int compressed = lz4.compress(scratch, bytes, target, bytes);
        return compressed < 0 ? plainBytes : (long) compressed * count / rows;
    }
}
