// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.lane;

import java.util.ArrayDeque;
import java.util.List;

import io.tidemill.DeadLetter;

/// Keeps the latest dead letters for whoever asks. Written by the lane, read by any thread.
public final class DeadLetters {
    private static final int KEPT = 100;

    private final ArrayDeque<DeadLetter> latest = new ArrayDeque<>(KEPT);

    synchronized void add(DeadLetter letter) {
        if (latest.size() == KEPT) {
            latest.removeFirst();
        }
        latest.addLast(letter);
    }

    /// Oldest first.
    public synchronized List<DeadLetter> latest() {
        return List.copyOf(latest);
    }
}
