// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import java.util.Arrays;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Selection;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;

/// Deals the rows of a chunk out to the slices of event time that they belong to, in ascending order: a counting sort by number of
/// slice, stable, over a span of numbers at a time.
final class SliceSplit {
    private static final int SPAN = 4_096;

    private final long numbers; // int64: the slice of each row that is wanted
    private final long rows; // int32: the row
    private final long sorted; // int32: the rows of a span, slice after slice
    private final int[] ends = new int[SPAN]; // of each slice of the span, in `sorted`
    private final Selection selection;
    private final Chunk part;
    private int wanted;
    private int late;
    private int timeless;

    /// What becomes of the rows of a slice.
    interface Taker {
        void take(long slice, Chunk rows);
    }

    SliceSplit(Schema schema, OperatorContext context, Owned owned) {
        int most = context.chunkRows();
        numbers = owned.allocate(context, "slices of rows", (2L * Integer.BYTES + Long.BYTES) * most);
        rows = numbers + Long.BYTES * (long) most;
        sorted = rows + Integer.BYTES * (long) most;
        selection = owned.add(new Selection(context.budget(), most));
        part = new Chunk(schema);
    }

    /// Hands over the rows of each slice that is wanted.
    ///
    /// @param firstWanted rows of slices before this one are late
    void split(Chunk chunk, int column, long slideMicros, long firstWanted, Taker taker) {
        number(chunk, chunk.column(column), slideMicros, firstWanted);
        long from = Long.MIN_VALUE;
        for (int left = wanted; left > 0;) {
            long base = lowest(from);
            left -= sort(base);
            handOver(chunk, base, taker);
            from = base + Math.min(SPAN, Long.MAX_VALUE - base);
        }
    }

    /// How many rows of the last chunk were late.
    int late() {
        return late;
    }

    /// How many rows of the last chunk had no time.
    int timeless() {
        return timeless;
    }

    private void number(Chunk chunk, Column times, long slideMicros, long firstWanted) {
        wanted = 0;
        late = 0;
        timeless = 0;
        for (int i = 0; i < chunk.selectedRows(); i++) {
            int row = chunk.rowAt(i);
            if (times.isNull(row)) {
                timeless++;
                continue;
            }
            long number = Math.floorDiv(Memory.longAt(times.data() + 8L * row), slideMicros);
            if (number < firstWanted) {
                late++;
            } else {
                Memory.putLong(numbers + 8L * wanted, number);
                Memory.putInt(rows + 4L * wanted, row);
                wanted++;
            }
        }
    }

    private long lowest(long from) {
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < wanted; i++) {
            long number = Memory.longAt(numbers + 8L * i);
            lowest = number >= from ? Math.min(lowest, number) : lowest;
        }
        return lowest;
    }

    /// Sorts the rows of a span; answers how many there are.
    private int sort(long base) {
        Arrays.fill(ends, 0);
        for (int i = 0; i < wanted; i++) {
            long offset = Memory.longAt(numbers + 8L * i) - base;
            if (offset >= 0 && offset < SPAN) {
                ends[(int) offset]++;
            }
        }
        int start = 0;
        for (int slice = 0; slice < SPAN; slice++) {
            int count = ends[slice];
            ends[slice] = start;
            start += count;
        }
        for (int i = 0; i < wanted; i++) {
            long offset = Memory.longAt(numbers + 8L * i) - base;
            if (offset >= 0 && offset < SPAN) {
                Memory.putInt(sorted + 4L * ends[(int) offset]++, Memory.intAt(rows + 4L * i));
            }
        }
        return start;
    }

    private void handOver(Chunk chunk, long base, Taker taker) {
        int start = 0;
        for (int slice = 0; slice < SPAN; slice++) {
            if (ends[slice] > start) {
                selection.clear(chunk.rows());
                for (int i = start; i < ends[slice]; i++) {
                    selection.add(Memory.intAt(sorted + 4L * i));
                }
                taker.take(base + slice, part.view(chunk).selection(selection));
                start = ends[slice];
            }
        }
    }
}
