// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

/// Finds the elements of a list in text that was checked already.
@FunctionalInterface
public interface ElementCells {
    /// What no list comes to.
    int NO_LIST = -1;

    /// Writes a [Cells] cell for each element; answers how many there are, also if they are more than there is room for, or [#NO_LIST].
    ///
    /// @param start the position where the value begins
    /// @param room for so many cells
    int split(long text, int start, int end, long cells, int room);
}
