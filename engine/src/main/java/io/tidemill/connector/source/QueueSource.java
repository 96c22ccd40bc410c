// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import io.tidemill.Publisher;
import io.tidemill.connector.BatchSource;

/// Queued datasets, as Spark's `queueStream`: each batch takes one, or all that are queued.
///
/// The queue may be filled by other threads if it is safe for that: only `poll`, `size` and `isEmpty` are called here. A batch that finds it empty
/// gets the default dataset.
public final class QueueSource<T> implements BatchSource<T> {
    private final Queue<? extends Iterable<T>> queue;
    private final boolean oneAtATime;
    private final Iterable<T> defaultDataset;
    private final ArrayDeque<Iterator<T>> batch = new ArrayDeque<>();
    private @Nullable T refused; // the row that the publisher had no room for
    private boolean inBatch;

    /// @param defaultDataset what a batch gets when nothing is queued; empty for nothing
    public QueueSource(Queue<? extends Iterable<T>> queue, boolean oneAtATime, Iterable<T> defaultDataset) {
        this.queue = queue;
        this.oneAtATime = oneAtATime;
        this.defaultDataset = defaultDataset;
    }

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public boolean isWaiting() {
        return !queue.isEmpty();
    }

    @Override
    public boolean fill(long batchTimeMicros, Publisher<T> publisher) {
        if (!inBatch) {
            takeDatasets();
            inBatch = true;
        }
        while (!batch.isEmpty()) {
            Iterator<T> rows = batch.getFirst();
            while (refused != null || rows.hasNext()) {
                T row = refused != null ? refused : rows.next();
                if (publisher.append(row) < 0) {
                    refused = row;
                    return false;
                }
                refused = null;
            }
            batch.removeFirst();
        }
        inBatch = false;
        return true;
    }

    /// Takes what is queued now; what is queued from here on belongs to the next batch.
    private void takeDatasets() {
        int most = oneAtATime ? 1 : queue.size();
        Iterable<T> dataset;
        while (batch.size() < most && (dataset = queue.poll()) != null) {
            batch.addLast(dataset.iterator());
        }
        if (batch.isEmpty()) {
            batch.addLast(defaultDataset.iterator());
        }
    }
}
