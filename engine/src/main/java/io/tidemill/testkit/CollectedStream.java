// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.Dataset;
import io.tidemill.Time;

/// What a stream gave, batch by batch.
///
/// Written by the engine and read by the test, on the one thread that drives both.
public final class CollectedStream<T> {
    private final List<Batch<T>> batches = new ArrayList<>();

    /// The rows of one batch, in order.
    public record Batch<T>(Time time, List<T> rows) {
        public Batch {
            rows = List.copyOf(rows);
        }
    }

    CollectedStream() {}

    void add(Dataset<T> dataset, Time time) {
        batches.add(new Batch<>(time, dataset.collect()));
    }

    /// All batches so far in which the stream was due, the empty ones too.
    public List<Batch<T>> batches() {
        return List.copyOf(batches);
    }

    /// The rows of all batches.
    public List<T> rows() {
        return batches.stream().flatMap(batch -> batch.rows().stream()).toList();
    }

    /// The rows of the last batch. Throws if there was none.
    public List<T> last() {
        return batches.getLast().rows();
    }

    /// Forgets the batches so far.
    public void clear() {
        batches.clear();
    }
}
