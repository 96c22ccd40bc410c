// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// Which time a timer goes by.
public enum TimeDomain {
    /// The time that rows themselves say, by the watermark of their stream.
    EVENT_TIME,
    /// The time of batches.
    BATCH_TIME
}
