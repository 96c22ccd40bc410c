// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Instant;

/// The time of a batch: microseconds since 1970. Prints as Spark's: `1700000000000 ms`.
public record Time(long micros) implements Comparable<Time> {

    public long millis() {
        return Math.floorDiv(micros, 1_000);
    }

    public Instant instant() {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    @Override
    public int compareTo(Time other) {
        return Long.compare(micros, other.micros);
    }

    @Override
    public String toString() {
        return millis() + " ms";
    }
}
