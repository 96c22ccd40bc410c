// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// Synthetic rows for loops to warm up on. What it holds is a value of every type, and a plausible one.
final class Scratch implements AutoCloseable {
    /// Not a multiple of 64, so that the last rows count too.
    static final int ROWS = 4_000;

    // Regions lie apart in the lowest 12 bits of their addresses: a processor that compares only these takes a load for one
    // of what was just stored, and runs at a third of its speed.
    private static final int REGION = 9 * 4096 + 1536;
    private static final int WORD_BYTES = 6;

    private final Buffer buffer;
    private final long left;
    private final long right;
    private final long target;
    private final long otherTarget;
    private final long bits;
    private final long rowNumbers;
    private final long text;
    private final long starts;
    private final SplitCursor cursor = new SplitCursor();
    private int turn;

    Scratch(MemoryBudget budget) {
        buffer = Buffer.allocate(budget, "warming up kernels", 8L * REGION);
        left = region(0);
        right = region(1);
        target = region(2);
        otherTarget = region(3);
        bits = region(4);
        rowNumbers = region(5);
        text = region(6);
        starts = region(7);
        for (int row = 0; row < ROWS; row++) {
            fill(row);
        }
        Memory.putInt(starts + 4L * ROWS, WORD_BYTES * ROWS);
    }

    private long region(int number) {
        return buffer.address() + (long) number * REGION;
    }

    private void fill(int row) {
        // as float64s from 1 to 2, as float32s 0 and some from 1 to 2, as int32s 0 and large ones
        long number = 0x3ff0_0000_0000_0000L + ((row * 0x9e37_79b9L & 0xf_ffffL) << 32);
        Memory.putLong(left + 8L * row, number);
        Memory.putLong(right + 8L * row, number + ((row & 1L) << 32));
        Memory.putByte(bits + row, (byte) (row * 0x5b));
        Memory.putInt(rowNumbers + 4L * row, row);
        Memory.putInt(starts + 4L * row, WORD_BYTES * row);
        fillWord(row, text + (long) WORD_BYTES * row);
    }

    /// Words of ASCII and now and then of more, with spaces behind them, or line ends.
    private static void fillWord(int row, long address) {
        for (int i = 0; i < WORD_BYTES - 1; i++) {
            Memory.putByte(address + i, (byte) ('a' + row % 26));
        }
        Memory.putByte(address + WORD_BYTES - 1, (byte) (row % 10 == 9 ? '\n' : ' '));
        if (row % 30 == 17) {
            Memory.putShort(address, (short) 0xa9c3); // é
        }
    }

    /// Runs a loop once over the first rows.
    void exercise(Loop loop, int rows) {
        int bit = turn++ & 1; // loops have ways for bit 0, and for no bits at all, that C2 must see taken
        switch (loop) {
            case Loop.Unary unary -> unary.apply(left, target, rows);
            case Loop.Binary binary -> binary.apply(left, right, target, rows);
            case Loop.Partial partial -> partial.apply(left, right, target, otherTarget, rows);
            case Loop.PartialUnary partial -> partial.apply(left, target, otherTarget, rows);
            case Loop.Average average -> average.apply(left, right, left, right,
                    bit == 0 ? 0 : left, target, otherTarget, rows);
            case Loop.Predicate predicate -> predicate.apply(left, target, rows);
            case Loop.BinaryPredicate predicate -> predicate.apply(left, right, target, rows);
            case Loop.TextPredicate predicate -> predicate.apply(text, starts, starts + 4, target, rows);
            case Loop.BinaryTextPredicate predicate ->
                predicate.apply(text, starts, starts + 4, text, starts, starts + 4, target, rows);
            case Loop.BitUnary unary -> unary.apply(bits, bit, target, rows);
            case Loop.BitBinary binary -> binary.apply(bits, bit, left, 0, target, rows);
            case Loop.BitCount count -> count.apply(bits, bit, rows);
            case Loop.Select select -> select.apply(bits, bit, target, rows);
            case Loop.Narrow narrow -> narrow.apply(rowNumbers, rows, bits, bit, target);
            case Loop.TextPositions positions -> positions.apply(text, 0, WORD_BYTES * rows, target, ROWS);
            case Loop.TextMarks marks -> marks.apply(text, WORD_BYTES * rows, target);
            case Loop.TextCheck check -> check.apply(text, WORD_BYTES * rows);
            case Loop.Scatter scatter -> scatter.apply(rowNumbers, rows, target, rows);
            case Loop.Gather gather -> gather.apply(left, rowNumbers, target, rows);
            case Loop.Compress compress -> compress.apply(left, bits, target, rows);
            case Loop.GatherBits gather -> gather.apply(bits, bit, rowNumbers, target, rows);
            case Loop.GatherText gather -> gather.apply(starts, starts + 4, rowNumbers, target, otherTarget, rows);
            case Loop.CompactText compact -> compact.apply(text, starts, starts + 4, rows, offsets(), target, REGION);
            case Loop.Choose choose -> choose.apply(bits, left, right, target, rows);
            case Loop.ChooseText choose ->
                choose.apply(bits, text, starts, starts + 4, text, starts, starts + 4, target,
                        left, right, rows);
            case Loop.MeasureText measure -> measure.apply(text, starts, starts + 4, target, rows);
            case Loop.SliceText slice -> slice.apply(text, starts, starts + 4, target, otherTarget, left, rows);
            case Loop.MapText map -> exercise(map, rows);
            case Loop.PartialMapText map -> map.apply(text, starts, starts + 4, target, left, right, otherTarget,
                    (int) Math.min(rows, REGION / Math.max(1, map.room(WORD_BYTES, 1))));
            case Loop.JoinText join ->
                join.apply(text, starts, starts + 4, text, starts, starts + 4, target, left, right,
                        rows / 2);
            case Loop.FormatText format -> format.apply(left, target, otherTarget, right,
                    Math.min(rows, REGION / format.roomOfRow()));
            case Loop.ParseText parse -> parse.apply(text, starts, starts + 4, target, otherTarget, rows);
            case Loop.TextTotal total -> total.apply(starts, starts + 4, rows);
            case Loop.IntegerReduction reduction -> reduction.apply(left, bit == 0 ? 0 : bits, bit, rows);
            case Loop.FloatReduction reduction -> reduction.apply(left, bit == 0 ? 0 : bits, bit, rows);
            case Loop.GroupedCount grouped -> grouped.apply(rowNumbers, target, rows);
            case Loop.Grouped grouped -> exercise(grouped, bit == 0, rows);
            case Loop.Move move -> move.apply(left, rowNumbers, target, 0, rows);
            case Loop.Winner winner -> {
                Memory.fill(right, 4L * rows, (byte) -1);
                winner.apply(rowNumbers, 0, rows, text, starts, starts + 4, bits, text, starts, starts + 4, right,
                        target);
            }
            case Loop.SplitText split -> exercise(split, bit == 0, rows);
            case Loop.SearchList _,Loop.PackTexts _,Loop.Unnest _ ->
                throw new IllegalArgumentException("loops over lists have no vector twins, and here are no lists");
        }
    }

    private void exercise(Loop.SplitText split, boolean withParents, int rows) {
        cursor.reset();
        long parents = withParents ? rowNumbers : 0; // they are their own parents: each row is one word
        split.apply(text, starts, starts + 4, rows, cursor, target, otherTarget, parents, ROWS);
    }

    /// As many rows as there is room for, whatever becomes of them.
    private void exercise(Loop.MapText map, int rows) {
        int most = (int) Math.min(rows, REGION / Math.max(1, map.room(WORD_BYTES, 1)));
        map.apply(text, starts, starts + 4, target, left, right, most);
    }

    private long offsets() {
        Memory.putInt(otherTarget, 0);
        return otherTarget;
    }

    private void exercise(Loop.Grouped grouped, boolean selected, int rows) {
        if (selected) {
            grouped.applySelected(rowNumbers, left, rowNumbers, target, rows);
        } else {
            grouped.apply(rowNumbers, left, target, rows);
        }
    }

    @Override
    public void close() {
        buffer.close();
    }
}
