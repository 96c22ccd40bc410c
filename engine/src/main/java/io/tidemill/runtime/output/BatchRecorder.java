// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.output;

import java.util.function.LongSupplier;

import io.tidemill.metrics.BatchEvent;
import io.tidemill.metrics.EngineCounters;
import io.tidemill.metrics.FlightRecording;
import io.tidemill.ring.OutputSlot;

/// Tells the JDK's flight recorder of each batch, if it runs. Output agent.
///
/// The event's class is not loaded before somebody records: that alone would make the recorder start, which takes longer than the
/// rest of the engine's start.
final class BatchRecorder {
    private final String context;
    private final EngineCounters counters;
    private final LongSupplier publisherWaits;
    private long rowsOut;
    private long rejects;
    private long waits;

    /// @param publisherWaits how often appends have waited so far, counted only while somebody records
    BatchRecorder(String context, EngineCounters counters, LongSupplier publisherWaits) {
        this.context = context;
        this.counters = counters;
        this.publisherWaits = publisherWaits;
    }

    void batch(OutputSlot end, long processingNanos) {
        if (FlightRecording.hasBatches()) {
            commit(end, processingNanos);
        }
        rowsOut = counters.rowsOut.value();
        rejects = counters.rejects.value();
    }

    private void commit(OutputSlot end, long processingNanos) {
        long waitsNow = publisherWaits.getAsLong();
        BatchEvent event = new BatchEvent();
        event.context = context;
        event.batchId = end.batchId();
        event.batchTimeMicros = end.batchTimeMicros();
        event.rowsIn = end.facts().rows();
        event.chunks = end.facts().chunks();
        event.rowsOut = counters.rowsOut.value() - rowsOut;
        event.rejects = counters.rejects.value() - rejects;
        event.publisherWaits = Math.max(0, waitsNow - waits);
        event.processingNanos = processingNanos;
        event.commit();
        waits = waitsNow;
    }
}
