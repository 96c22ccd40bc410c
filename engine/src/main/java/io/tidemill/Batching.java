// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;

/// When batches end.
public sealed interface Batching {

    /// At every multiple of an interval since 1970, as in Spark.
    static Batching every(Duration interval) {
        return new Every(Durations.exactMicros("the batch interval", interval));
    }

    /// As soon as rows wait and the output of the batch before has gone: batches grow with load, and latency stays flat.
    static Batching natural() {
        return new Natural();
    }

    /// @param intervalMicros at least 1
    record Every(long intervalMicros) implements Batching {
        public Every {
            if (intervalMicros < 1) {
                throw new PlanException(
                        "the batch interval must be a microsecond at least, was %d us".formatted(intervalMicros));
            }
        }
    }

    /// No interval.
    record Natural() implements Batching {}
}
