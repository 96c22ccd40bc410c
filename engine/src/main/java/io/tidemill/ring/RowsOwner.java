// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

/// Whoever the rows of a chunk slot are given back to: a publisher's hand-off, or the replay of a journal.
interface RowsOwner {

    /// Takes back what a slot viewed. Output agent, in the order in which slots were filled.
    ///
    /// @param entry which of the owner's blocks it was
    /// @param endsEntry whether nothing more of that block comes
    /// @param endRow the publisher's row number behind the slot's last row
    void release(long entry, boolean endsEntry, long endRow);
}
