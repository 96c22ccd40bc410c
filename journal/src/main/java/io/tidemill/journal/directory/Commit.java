// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

/// Batches that a sink has committed as one.
///
/// @param hash of what the sink received for them: the same if they are made again from the same journal
public record Commit(long firstBatch, long lastBatch, long hash) {
    public Commit {
        if (firstBatch < 0 || lastBatch < firstBatch) {
            throw new IllegalArgumentException("no batches %d to %d".formatted(firstBatch, lastBatch));
        }
    }
}
