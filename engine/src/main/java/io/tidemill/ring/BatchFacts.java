// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

/// What is counted of a batch while it goes through the rings; of no meaning to what it computes.
public final class BatchFacts {
    private long rows;
    private long chunks;
    private long endedNanos;

    /// @param atNanos on the clock of `System.nanoTime`, when ingest ended the batch
    public void set(long rowsIn, long chunksIn, long atNanos) {
        rows = rowsIn;
        chunks = chunksIn;
        endedNanos = atNanos;
    }

    public void set(BatchFacts other) {
        set(other.rows, other.chunks, other.endedNanos);
    }

    public long rows() {
        return rows;
    }

    public long chunks() {
        return chunks;
    }

    public long endedNanos() {
        return endedNanos;
    }
}
