// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import io.tidemill.metrics.Counter;

/// What the agents count: one writer each, read by anyone.
public final class EngineCounters {
    /// Rows that ingest took. Ingest.
    public final Counter rowsIn = new Counter();
    /// Rows taken since the last batch end. Ingest.
    public final Counter openRows = new Counter();
    /// Batches that ended. Ingest.
    public final Counter batches = new Counter();
    /// The time of the last batch. Ingest.
    public final Counter batchTimeMicros = new Counter();
    /// Batches that ended while the clock stood before the last batch time. Ingest.
    public final Counter clampedClockSteps = new Counter();
    /// Chunks that the lane dealt with. Lane.
    public final Counter chunks = new Counter();
    /// Bytes of sources that were no row. Lane.
    public final Counter rejects = new Counter();
    /// Rows that were handed to sinks. Output.
    public final Counter rowsOut = new Counter();
    /// Batch ends that were handed to sinks. Output.
    public final Counter batchesOut = new Counter();
}
