// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import io.tidemill.memory.Chunk;
import io.tidemill.operator.OperatorContext;

/// When rows came: with which slot of the ring, and behind how many others that came of it, in the order of lanes.
///
/// A slot of rows is one lane's; what comes of a tick comes lane by lane. So no two rows arrived as one, and arrivals do not depend on
/// threads, nor, of what comes of rows, on how many lanes there are.
public final class Arrivals {
    private static final int LANE_SHIFT = 48;

    private final OperatorContext context;
    private final long firstOfLane;
    private Chunk rows;
    private long slot = -1;
    private long first;
    private long next;

    public Arrivals(OperatorContext context, Chunk none) {
        this.context = context;
        this.firstOfLane = (long) context.lanes().lane() << LANE_SHIFT;
        this.rows = none;
    }

    /// Goes on to a chunk.
    public void begin(Chunk chunk) {
        long now = context.slot().getAsLong();
        if (now != slot) {
            slot = now;
            next = firstOfLane;
        }
        first = next;
        next += chunk.rows();
    }

    /// Says which of its rows are meant.
    void of(Chunk part) {
        rows = part;
    }

    long slot() {
        return slot;
    }

    /// @param selected the i-th of those that are meant
    long row(int selected) {
        return first + rows.rowAt(selected);
    }
}
