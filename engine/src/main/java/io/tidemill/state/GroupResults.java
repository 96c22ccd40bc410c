// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

/// What the groups of a window have come to, for output.
public interface GroupResults {

    /// Its groups, of which [#order] says which are meant.
    Groups groups();

    /// Writes the numbers of the groups that have rows, in the order of output, as int32; answers how many.
    ///
    /// @param numbers room for [Groups#count] of them
    int order(long numbers);

    /// Picks the accumulators of some groups.
    void gather(int accumulation, long numbers, int count, long target);
}
