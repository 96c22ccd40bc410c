// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.lane;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.ConnectorException;
import io.tidemill.ring.Reject;
import io.tidemill.ring.Slot;

/// Keeps the latest bytes that were no row, counted by source. Written by the lane, read by any thread.
public final class Rejects {
    private static final Logger LOG = LoggerFactory.getLogger(Rejects.class);
    private static final int KEPT = 100;

    private final boolean fail;
    private final ArrayDeque<Reject> latest = new ArrayDeque<>(KEPT);
    private final Map<String, Long> bySource = new HashMap<>();

    /// @param fail whether the first one stops the engine
    public Rejects(boolean fail) {
        this.fail = fail;
    }

    synchronized void add(Slot slot) {
        Reject reject = slot.reject();
        if (reject == null) {
            return;
        }
        String what = "%s: %s".formatted(reject.place(), reject.reason());
        if (fail) {
            throw new ConnectorException(what + "; rejects were chosen to stop the engine");
        }
        if (bySource.merge(reject.source(), 1L, Long::sum) == 1) {
            LOG.warn("{}; it is counted and kept, as all that follow will be without a word", what);
        }
        if (latest.size() == KEPT) {
            latest.removeFirst();
        }
        latest.addLast(reject);
    }

    /// The latest rejects, oldest first.
    public synchronized List<Reject> latest() {
        return List.copyOf(latest);
    }

    public synchronized Map<String, Long> bySource() {
        return Map.copyOf(bySource);
    }
}
