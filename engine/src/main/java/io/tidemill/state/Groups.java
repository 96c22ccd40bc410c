// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import io.tidemill.memory.Column;

/// The groups of a slice or of a window: a number for each, from 0 on, in order of first appearance.
public interface Groups extends AutoCloseable {

    /// How many numbers were given out.
    int count();

    /// Finds or adds the groups of rows, and writes their numbers as int32.
    ///
    /// @param keys dense columns
    void assign(Column[] keys, int rows, long numbers);

    /// The same for all groups of another object of this class.
    void assign(Groups others, long numbers);

    /// The same for some of its groups, listed as int32 at `which`.
    void assign(Groups others, long which, int count, long numbers);

    /// Writes all numbers in the order of output, as int32.
    void order(long numbers);

    /// The same, and where each hash range starts: room for [io.tidemill.memory.table.KeyTable#RANGES] and the end.
    void order(long numbers, int[] rangeStarts);

    /// Writes some of the numbers in the order of output: by hash range, and within one as they stand.
    ///
    /// @param which those numbers, as int32
    void order(long which, int count, long numbers);

    /// The hash range of a group.
    int range(int group);

    /// The values of a key, by group number, or by what [#keyNumbers] says.
    Column key(int index);

    /// The rows of [#key] that hold the keys of some groups, as int32: good until the next call. Most often the numbers of the groups.
    default long keyNumbers(long numbers, int count) {
        return numbers;
    }

    /// How many groups have become part of others, and are to be added to those.
    default int joined() {
        return 0;
    }

    /// Which those are, as int32.
    default long joinedFrom() {
        return 0;
    }

    /// What each of them has become part of: a group that is part of no other.
    default long joinedInto() {
        return 0;
    }

    /// All that were joined have been added.
    default void forgetJoined() {}

    /// Forgets all groups, keeps the memory.
    void clear();

    /// Forgets all groups, and gives the memory back: may be used again.
    @Override
    void close();
}
