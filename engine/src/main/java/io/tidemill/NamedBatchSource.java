// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import io.tidemill.connector.BatchSource;

/// The same for a source of whole batches as [NamedSource] for others.
record NamedBatchSource<T>(String name, BatchSource<T> source) implements BatchSource<T> {

    @Override
    public boolean isWaiting() {
        return source.isWaiting();
    }

    @Override
    public boolean fill(long batchTimeMicros, Publisher<T> publisher) {
        return source.fill(batchTimeMicros, publisher);
    }
}
