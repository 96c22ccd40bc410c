// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.columns;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Map;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Counts of one event type by campaign and window, batch after batch, as one would write it by hand.
///
/// The filter compresses row numbers by the vector; the kept rows go one by one into an open hash table of a fixed size, on both
/// keys in one long. At the end of a batch the table is walked, its counts are handed over, and it is cleared.
final class HandWrittenWindowCount implements AutoCloseable {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final int CHUNK_ROWS = 8_192;
    private static final int SLOTS = 1 << 14;
    private static final int SLOT_BYTES = 16;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment selected = arena.allocate(4L * CHUNK_ROWS + 64, 64);
    private final MemorySegment table = arena.allocate((long) SLOT_BYTES * SLOTS, 64);

    /// Counts all events so many times, and ends a batch after every `batchRows` or so: whole chunks.
    void addInBatches(Events events, int type, int passes, int batchRows, Map<WindowCounts.Key, Long> totals) {
        int inBatch = 0;
        for (int pass = 0; pass < passes; pass++) {
            for (int from = 0; from < events.rows(); from += CHUNK_ROWS) {
                int rows = Math.min(CHUNK_ROWS, events.rows() - from);
                count(events, from, filter(events.types(), from, rows, type));
                inBatch += rows;
                if (inBatch >= batchRows) {
                    endBatch(totals);
                    inBatch = 0;
                }
            }
        }
        endBatch(totals);
    }

    private int filter(MemorySegment types, int from, int rows, int type) {
        int kept = 0;
        IntVector numbers = IntVector.zero(INTS).addIndex(1);
        for (int row = 0; row < rows; row += INTS.length()) {
            VectorMask<Integer> wanted = IntVector.fromMemorySegment(INTS, types, 4L * (from + row), ORDER)
                    .compare(VectorOperators.EQ, type);
            if (row + INTS.length() > rows) {
                wanted = wanted.and(INTS.indexInRange(row, rows));
            }
            numbers.add(row).compress(wanted).intoMemorySegment(selected, 4L * kept, ORDER);
            kept += wanted.trueCount();
        }
        return kept;
    }

    private void count(Events events, int from, int kept) {
        MemorySegment ads = events.ads();
        MemorySegment times = events.times();
        for (int i = 0; i < kept; i++) {
            int row = from + selected.get(INT, 4L * i);
            int campaign = ads.get(INT, 4L * row) / Events.ADS_A_CAMPAIGN;
            long window = times.get(LONG, 8L * row) / Events.WINDOW_MILLIS;
            long key = (window << 32 | campaign) + 1;
            int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & (SLOTS - 1);
            long found = table.get(LONG, (long) SLOT_BYTES * slot);
            while (found != key) {
                if (found == 0) {
                    table.set(LONG, (long) SLOT_BYTES * slot, key);
                    break;
                }
                slot = (slot + 1) & (SLOTS - 1);
                found = table.get(LONG, (long) SLOT_BYTES * slot);
            }
            long counter = (long) SLOT_BYTES * slot + 8;
            table.set(LONG, counter, table.get(LONG, counter) + 1);
        }
    }

    /// Adds the counts of a batch to those of all batches, and begins the next one.
    private void endBatch(Map<WindowCounts.Key, Long> totals) {
        for (int slot = 0; slot < SLOTS; slot++) {
            long key = table.get(LONG, (long) SLOT_BYTES * slot) - 1;
            if (key >= 0) {
                long count = table.get(LONG, (long) SLOT_BYTES * slot + 8);
                totals.merge(new WindowCounts.Key((int) key, key >>> 32), count, Long::sum);
            }
        }
        table.fill((byte) 0);
    }

    @Override
    public void close() {
        arena.close();
    }
}
