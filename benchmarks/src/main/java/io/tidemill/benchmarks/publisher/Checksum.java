// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.publisher;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import io.tidemill.connector.Sink;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Memory;

/// Counts readings and sums their columns: the least that consuming costs, and what shows that none was lost.
///
/// Written by one thread; the number of rows is read by others.
final class Checksum implements Sink {
    private long atSum;
    private long keySum;
    private double valueSum;
    private final AtomicLong rows = new AtomicLong();

    @Override
    public void accept(Chunk chunk) {
        int count = chunk.rows();
        long ats = chunk.column(0).data();
        long keys = chunk.column(1).data();
        long values = chunk.column(2).data();
        long at = 0;
        long key = 0;
        double value = 0;
        for (int row = 0; row < count; row++) {
            at += Memory.longAt(ats + 8L * row);
            key += Memory.intAt(keys + 4L * row);
            value += Memory.doubleAt(values + 8L * row);
        }
        atSum += at;
        keySum += key;
        valueSum += value;
        rows.setRelease(rows.getPlain() + count);
    }

    @Override
    public void endOfBatch(long batchId, long batchTimeMicros, boolean endOfStream) {}

    @Override
    public void close() {}

    long rows() {
        return rows.getAcquire();
    }

    /// Rows and sums, for comparison.
    String answer() {
        return answer(rows(), atSum, keySum, valueSum);
    }

    /// What so many periods of readings sum up to.
    static String expected(long periods) {
        long ats = LongStream.range(0, Reading.PERIOD).sum();
        long keys = LongStream.range(0, Reading.PERIOD).map(Reading::key).sum();
        return answer(periods * Reading.PERIOD, periods * ats, periods * keys, (double) periods * Reading.PERIOD);
    }

    private static String answer(long rows, long ats, long keys, double values) {
        return "%d rows with sums %d, %d and %.0f".formatted(rows, ats, keys, values);
    }
}
