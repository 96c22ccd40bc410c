// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.columns;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Map;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Counts of one event type by campaign and window of event time, as one would write it by hand for these very events: chunk after
/// chunk, with a watermark at the end of each batch, windows that are put out when it has passed them, and then forgotten.
///
/// The filter compresses row numbers by the vector; a window is an array of counts by campaign; smallest and largest time of a chunk tell
/// whether all of it is in one window.
final class HandWrittenYahoo implements AutoCloseable {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final int CHUNK_ROWS = 8_192;
    private static final int CAMPAIGNS = 100;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment selected = arena.allocate(4L * CHUNK_ROWS + 64, 64);
    private final ArrayDeque<Window> open = new ArrayDeque<>();
    private long newest = Long.MIN_VALUE;

    /// Counts by campaign.
    private static final class Window {
        final long endMicros;
        final long[] counts = new long[CAMPAIGNS];

        Window(long endMicros) {
            this.endMicros = endMicros;
        }
    }

    /// Counts all passes, with a batch after every `batchRows` or so: whole chunks.
    void count(YahooEvents events, int batchRows, Map<YahooEvents.Key, Long> totals) {
        count(events, batchRows, 0, 1, totals);
    }

    /// Counts chunk `first` of each `of` chunks only: the part of one of so many threads.
    void count(YahooEvents events, int batchRows, int first, int of, Map<YahooEvents.Key, Long> totals) {
        int inBatch = 0;
        for (int pass = 0; pass < events.passes(); pass++) {
            for (int from = first * CHUNK_ROWS; from < events.rows(); from += of * CHUNK_ROWS) {
                int rows = Math.min(CHUNK_ROWS, events.rows() - from);
                count(events, pass, from, rows, filter(events.types(), from, rows));
                inBatch += rows;
                if (inBatch >= batchRows) {
                    putOut(newest, totals);
                    inBatch = 0;
                }
            }
        }
        putOut(Long.MAX_VALUE, totals);
    }

    private int filter(MemorySegment types, int from, int rows) {
        int kept = 0;
        IntVector numbers = IntVector.zero(INTS).addIndex(1);
        for (int row = 0; row < rows; row += INTS.length()) {
            VectorMask<Integer> wanted = IntVector.fromMemorySegment(INTS, types, 4L * (from + row), ORDER)
                    .compare(VectorOperators.EQ, YahooEvents.TYPE);
            if (row + INTS.length() > rows) {
                wanted = wanted.and(INTS.indexInRange(row, rows));
            }
            numbers.add(row).compress(wanted).intoMemorySegment(selected, 4L * kept, ORDER);
            kept += wanted.trueCount();
        }
        return kept;
    }

    private void count(YahooEvents events, int pass, int from, int rows, int kept) {
        MemorySegment times = events.times(pass);
        LongVector least = LongVector.broadcast(LONGS, Long.MAX_VALUE);
        LongVector most = LongVector.broadcast(LONGS, Long.MIN_VALUE);
        int row = 0;
        for (; row <= rows - LONGS.length(); row += LONGS.length()) {
            LongVector micros = LongVector.fromMemorySegment(LONGS, times, 8L * (from + row), ORDER);
            least = least.min(micros);
            most = most.max(micros);
        }
        long first = least.reduceLanes(VectorOperators.MIN);
        long last = most.reduceLanes(VectorOperators.MAX);
        for (; row < rows; row++) {
            first = Math.min(first, times.get(LONG, 8L * (from + row)));
            last = Math.max(last, times.get(LONG, 8L * (from + row)));
        }
        newest = Math.max(newest, last);
        if (YahooEvents.end(first) == YahooEvents.end(last)) {
            count(events.ads(), from, kept, window(YahooEvents.end(first)).counts);
            return;
        }
        for (int i = 0; i < kept; i++) {
            int at = from + selected.get(INT, 4L * i);
            window(YahooEvents.end(times.get(LONG, 8L * at))).counts[events.ads().get(INT, 4L * at)
                    / Events.ADS_A_CAMPAIGN]++;
        }
    }

    private void count(MemorySegment ads, int from, int kept, long[] counts) {
        for (int i = 0; i < kept; i++) {
            counts[ads.get(INT, 4L * (from + selected.get(INT, 4L * i))) / Events.ADS_A_CAMPAIGN]++;
        }
    }

    private Window window(long endMicros) {
        for (Window window : open) {
            if (window.endMicros == endMicros) {
                return window;
            }
        }
        open.add(new Window(endMicros));
        return open.getLast();
    }

    private void putOut(long watermark, Map<YahooEvents.Key, Long> totals) {
        while (!open.isEmpty() && open.getFirst().endMicros <= watermark) {
            Window over = open.removeFirst();
            for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
                if (over.counts[campaign] > 0) {
                    totals.merge(new YahooEvents.Key(campaign, over.endMicros), over.counts[campaign], Long::sum);
                }
            }
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
