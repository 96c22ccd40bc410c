// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.ingest;

import io.tidemill.ConnectorException;
import io.tidemill.EngineException;
import io.tidemill.Publisher;
import io.tidemill.connector.BatchSource;

/// A source that gives its rows by the batch, with the publisher that takes them. Asked by ingest only.
public record PullInput<T>(BatchSource<T> source, Publisher<T> publisher) {

    boolean isWaiting() {
        return source.isWaiting();
    }

    /// Appends the rows of the batch; false if the publisher had no room, then call again.
    boolean fill(long batchTimeMicros) {
        try {
            return source.fill(batchTimeMicros, publisher);
        } catch (EngineException named) {
            throw named;
        } catch (RuntimeException thrown) {
            throw new ConnectorException("source %s failed: %s".formatted(source.name(), thrown), thrown);
        }
    }
}
