// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector;

import io.tidemill.Publisher;

/// Gives rows when a batch is about to end, so that what belongs together falls into one batch.
///
/// Called by the ingest agent, which must not wait: no blocking, and a publisher that refuses instead of waiting.
public interface BatchSource<T> {

    /// A name for messages and gauges, such as `queue`.
    String name();

    /// Whether rows wait for a batch: what ends a natural batch, beside rows that have come in.
    boolean isWaiting();

    /// Appends the rows of the batch that this tick is about to end.
    ///
    /// @return false if the publisher had no room: it is called again with the same time when there is some; true when the
    ///         batch has all its rows
    boolean fill(long batchTimeMicros, Publisher<T> publisher);
}
