// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.latency;

import java.util.concurrent.atomic.AtomicLong;

import org.HdrHistogram.Histogram;

import io.tidemill.DStream;
import io.tidemill.benchmarks.publisher.Reading;

/// Takes the latency of each row of one run. One writer; anyone may ask how many rows have come.
public final class Latencies {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final Histogram histogram = new Histogram(LONGEST_NANOS, DIGITS);
    private final long measureFromNanos;
    private final AtomicLong shownRows = new AtomicLong();
    private long rows;

    /// @param measureFromNanos rows that were due before do not count
    public Latencies(long measureFromNanos) {
        this.measureFromNanos = measureFromNanos;
    }

    /// Takes the rows of a stream, whose first column is when they were due.
    public void of(DStream<Reading> readings) {
        readings.foreachRow(row -> arrived(row.longAt(0), System.nanoTime()));
    }

    /// A row that was due then has arrived now.
    public void arrived(long dueNanos, long nowNanos) {
        if (dueNanos - measureFromNanos >= 0) {
            histogram.recordValue(Math.min(nowNanos - dueNanos, LONGEST_NANOS));
        }
        rows++;
        shownRows.setRelease(rows);
    }

    public long rows() {
        return shownRows.getAcquire();
    }

    /// The latencies, once all rows have arrived.
    public Histogram histogram() {
        return histogram;
    }
}
