// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

/// An operator that gathers rows in every lane, and makes its results of what all lanes have gathered.
///
/// At a tick every lane is told to [#freeze]; then, when all have done so, each lane's [#endOfBatch] reads what its siblings froze. No
/// sibling changes that before the next tick's `freeze` has been called in every lane, so two places for what is gathered suffice,
/// filled in turns ([Sides]).
///
/// Where a lane does not make results of its own, its `endOfBatch` passes nothing.
public interface ExchangeOperator extends Operator {

    /// Where what the lanes gathered comes together.
    enum Meeting {
        /// Each lane makes the results of a share of the hash ranges of keys.
        BY_RANGE,
        /// The first lane makes all results.
        IN_FIRST_LANE
    }

    /// Where this operator's lanes meet; known before it is opened.
    default Meeting meeting() {
        return Meeting.IN_FIRST_LANE;
    }

    /// Called at every tick that [#endOfBatch] is called at, before it: what was gathered stays as it is from now on.
    default void freeze(long batchTimeMicros, long watermarkMicros) {}
}
