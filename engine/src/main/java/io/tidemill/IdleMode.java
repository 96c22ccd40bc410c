// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// What an engine thread does when it has nothing to do.
public enum IdleMode {
    /// Spins for a moment, then sleeps until a publisher wakes it, the next tick is due, or a tenth of a second has passed.
    PARK,
    /// Spins: the lowest latency for a whole core. Never spin with more threads than cores, the publishing one included.
    SPIN
}
