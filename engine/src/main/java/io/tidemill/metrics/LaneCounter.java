// SPDX-License-Identifier: Apache-2.0
package io.tidemill.metrics;

import java.util.stream.Stream;

/// A number that every lane adds to, each in a [Counter] of its own, and any thread reads as one.
public final class LaneCounter {
    private final Counter[] lanes;

    public LaneCounter(int lanes) {
        this.lanes = Stream.generate(Counter::new).limit(lanes).toArray(Counter[]::new);
    }

    /// What a lane adds to. That lane's thread.
    public Counter of(int lane) {
        return lanes[lane];
    }

    /// The sum over all lanes.
    public long value() {
        long sum = 0;
        for (Counter lane : lanes) {
            sum += lane.value();
        }
        return sum;
    }
}
