// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

/// A column of accumulators, one for each group.
///
/// Numbers of groups are listed as int32. Two columns that meet are of the same accumulation.
public interface Accumulators extends AutoCloseable {
    /// In place of a list: all groups, 0, 1, 2 and so on.
    long ALL = 0;

    /// Makes room for so many groups.
    void ensure(int groups);

    /// Adds the accumulators of some groups of others to those of groups here.
    ///
    /// @param which theirs, or [#ALL]
    /// @param numbers those here; none is there twice
    void merge(Accumulators others, long which, int count, long numbers);

    /// Puts what some groups have come to into a column for output, in their order.
    ///
    /// @param picked as [Accumulation#results] makes it
    void pick(long which, int count, Accumulators picked);

    /// Forgets all groups, keeps the memory.
    void clear();

    /// Forgets all groups, and gives the memory back: may be used again.
    @Override
    void close();

    /// Accumulators that stand each for itself.
    interface Replaceable extends Accumulators {

        /// Puts the accumulators of some groups of others in the place of those here.
        ///
        /// @param which theirs, or [#ALL]
        /// @param numbers those here, or [#ALL]; none is there twice
        void replace(Accumulators others, long which, int count, long numbers);

        /// @param picked like these
        @Override
        default void pick(long which, int count, Accumulators picked) {
            picked.clear();
            picked.ensure(count);
            ((Replaceable) picked).replace(this, which, count, ALL);
        }
    }
}
