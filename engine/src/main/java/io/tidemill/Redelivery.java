// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// Which batches an output operation is given again when a start replays the journal.
public enum Redelivery {
    /// Those that it may not have got to the end before the crash: the last ones, as few as possible.
    UNCOMMITTED,
    /// All of them: what it does with a batch can be done again, such as writing the same file.
    ALL
}
