// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.publisher;

import io.tidemill.codec.Encodings;
import io.tidemill.codec.RowCodec;

/// A row of three columns: int64, int32, float64.
///
/// The readings of the suite repeat after [#PERIOD]: reading i has time `i % PERIOD`, the key of that, and value 1.
public record Reading(long at, int key, double value) {
    static final int PERIOD = 8_192;

    public static RowCodec<Reading> codec() {
        return Encodings.of(Reading.class).codec();
    }

    public static int key(long at) {
        return (int) at & 1_023;
    }
}
