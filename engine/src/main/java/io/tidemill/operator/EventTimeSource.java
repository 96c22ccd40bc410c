// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

/// An operator that says how far the event time of its rows has come, for those that stand on it. Its answers change at ticks only,
/// and are the same in every lane.
public interface EventTimeSource extends Operator {

    /// No event before this time is expected; [Long#MIN_VALUE] before the first event.
    long watermarkMicros();

    /// Events after this time are taken for wrong.
    long latestMicros();

    /// Whether nothing has come for so long that others need not wait for it.
    boolean isIdle();
}
