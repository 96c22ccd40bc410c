// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.failure;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;

/// Closes what several agents use when the last of them has ended: none may take memory away that another still reads.
public final class LastToLeave {
    private final AtomicInteger inside;
    private final ArrayDeque<AutoCloseable> shared = new ArrayDeque<>();

    /// @param agents how many will leave
    public LastToLeave(int agents) {
        this.inside = new AtomicInteger(agents);
    }

    /// Adds something to be closed, before what was added earlier. Before the first agent leaves.
    public void add(AutoCloseable resource) {
        shared.push(resource);
    }

    /// Says that an agent has ended. Its own thread.
    public void leave() {
        if (inside.decrementAndGet() == 0) {
            Closing closing = new Closing();
            shared.forEach(closing::close);
            closing.rethrow();
        }
    }
}
