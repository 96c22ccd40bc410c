// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import io.tidemill.Publisher;
import io.tidemill.connector.BatchSource;

/// A source that gives its rows by the batch, with the publisher that takes them. Ingest only.
@FunctionalInterface
interface PullInput {

    /// Appends the rows of the batch; false if the publisher had no room, then call again.
    boolean fill(long batchTimeMicros);

    static <T> PullInput of(BatchSource<T> source, Publisher<T> publisher) {
        return batchTimeMicros -> source.fill(batchTimeMicros, publisher);
    }
}
