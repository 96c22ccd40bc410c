// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

/// How far from a time others may be. Where times end, so does what is near.
final class Reach {
    private Reach() {}

    /// The time so much earlier.
    ///
    /// @param span at least 0
    static long before(long micros, long span) {
        long earlier = micros - span;
        return earlier > micros ? Long.MIN_VALUE : earlier;
    }

    /// The time so much later.
    ///
    /// @param span at least 0
    static long behind(long micros, long span) {
        long later = micros + span;
        return later < micros ? Long.MAX_VALUE : later;
    }
}
