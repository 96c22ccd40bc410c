// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// Which groups of a window are put out, and when.
public enum OutputMode {
    /// Each group once, when its window is over. If late rows are allowed ([GroupedStream#allowedLateness]), groups that they change are put
    /// out again.
    APPEND,
    /// At each batch, or at each early result, the groups that rows have come for since they were put out last.
    UPDATE,
    /// At each batch, or at each early result, all groups of all windows that are open.
    COMPLETE
}
