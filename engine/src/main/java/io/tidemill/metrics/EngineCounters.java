// SPDX-License-Identifier: Apache-2.0
package io.tidemill.metrics;

/// What the agents count: one writer each, read by anyone.
public final class EngineCounters {
    /// Rows that ingest took. Ingest.
    public final Counter rowsIn = new Counter();
    /// Rows taken since the last batch end. Ingest.
    public final Counter openRows = new Counter();
    /// Rows that the journal held at the start. Ingest.
    public final Counter rowsToReplay = new Counter();
    /// Rows that came out of the journal again at the start. Ingest.
    public final Counter replayedRows = new Counter();
    /// Bytes of journal that have been read for that. Ingest.
    public final Counter replayedBytes = new Counter();
    /// Batches that ended. Ingest.
    public final Counter batches = new Counter();
    /// The time of the last batch. Ingest.
    public final Counter batchTimeMicros = new Counter();
    /// Batches that ended while the clock stood before the last batch time. Ingest.
    public final Counter clampedClockSteps = new Counter();
    /// How long after its time the last batch ended: the engine was busy. Ingest.
    public final Counter schedulingDelayMicros = new Counter();
    /// Rows that the journal has taken, without those that it held at the start; 0 without a data directory. Journal.
    public final Counter journaledRows = new Counter();
    /// The bytes of those rows: fixed widths, and the text itself. Journal.
    public final Counter journaledRowBytes = new Counter();
    /// The bytes of journal that were written in this start: all records, columns encoded. Journal.
    public final Counter journaledRecordBytes = new Counter();
    /// Chunks that lanes dealt with. Lanes.
    public final LaneCounter chunks;
    /// Bytes of the rows of those chunks: fixed widths, and the text itself. Lanes.
    public final LaneCounter bytesIn;
    /// Bytes of sources that were no row. First lane.
    public final Counter rejects = new Counter();
    /// Rows that were handed to sinks. Output.
    public final Counter rowsOut = new Counter();
    /// Batch ends that were handed to sinks. Output.
    public final Counter batchesOut = new Counter();
    /// From the end of the last batch at ingest to the return of the last sink. Output.
    public final Counter processingNanos = new Counter();

    public EngineCounters(int lanes) {
        chunks = new LaneCounter(lanes);
        bytesIn = new LaneCounter(lanes);
    }

    public void describe(Metrics metrics) {
        metrics.add("tidemill_rows_in_total", rowsIn::value);
        metrics.add("tidemill_bytes_in_total", bytesIn::value);
        metrics.add("tidemill_rows_to_replay", rowsToReplay::value);
        metrics.add("tidemill_replayed_rows_total", replayedRows::value);
        metrics.add("tidemill_replayed_journal_bytes_total", replayedBytes::value);
        metrics.add("tidemill_rows_out_total", rowsOut::value);
        metrics.add("tidemill_chunks_total", chunks::value);
        metrics.add("tidemill_rejects_total", rejects::value);
        metrics.add("tidemill_batches_total", batches::value);
        metrics.add("tidemill_batches_out_total", batchesOut::value);
        metrics.add("tidemill_batch_open_rows", openRows::value);
        metrics.add("tidemill_batch_time_micros", batchTimeMicros::value);
        metrics.add("tidemill_batch_scheduling_delay_micros", schedulingDelayMicros::value);
        metrics.add("tidemill_batch_processing_nanos", processingNanos::value);
        metrics.add("tidemill_clock_steps_clamped_total", clampedClockSteps::value);
    }
}
