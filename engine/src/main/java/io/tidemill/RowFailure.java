// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// What becomes of a row on which a function of yours throws, unless a verdict for that very row says so.
///
/// Choose the last two only if whether a row fails depends on the row alone: replayed rows are judged anew.
public enum RowFailure {
    /// The context stops, and its message gives the command by which it passes the row after a new start.
    STOP,
    /// The row is left out and counted.
    SKIP,
    /// The row is left out and counted, and is a [DeadLetter].
    DEAD_LETTER
}
