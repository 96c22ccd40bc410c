// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector;

import java.lang.foreign.MemorySegment;

import io.tidemill.RowWriter;

/// What a source may do while it runs. One thread: the source's.
public interface SourceContext {

    /// Begins a row; waits while the pool is full. Throws a [io.tidemill.ConnectorException] when the engine has stopped.
    RowWriter begin();

    /// Reports bytes that are no row: counted, kept with their place, and the stream goes on (or stops, by the user's choice).
    ///
    /// @param offset where the bytes stood in the source
    void reject(MemorySegment bytes, long offset, String reason);

    /// What the source is doing, for users who wonder: `connected`, `waiting for localhost:9999 (refused, retry in 2 s)`.
    void state(String state);

    /// Whether the source should return.
    boolean isStopping();

    /// Waits, but not beyond the moment when the context stops; false if it is stopping.
    boolean sleep(long millis);

    /// The longest text of a row, in bytes.
    int lineLimitBytes();
}
