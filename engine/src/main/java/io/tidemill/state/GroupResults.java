// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import io.tidemill.state.accumulation.Accumulators;

/// What the groups of a window have come to, for output.
public interface GroupResults {

    /// Its groups, of which [#order] says which are meant.
    Groups groups();

    /// Writes the numbers of the groups that have rows, in the order of output, as int32; answers how many.
    ///
    /// @param numbers room for [Groups#count] of them
    int order(long numbers);

    /// Puts what some groups have come to into a column for output, in their order.
    ///
    /// @param which their numbers
    void pick(int accumulation, long which, int count, Accumulators picked);

    /// Adds the accumulators of some groups to others.
    ///
    /// @param numbers of the groups that these belong to
    void mergeInto(int accumulation, long which, int count, Accumulators target, long numbers);
}
