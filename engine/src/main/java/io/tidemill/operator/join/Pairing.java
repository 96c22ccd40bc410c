// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

/// Which row goes with which, a chunk at a time: group after group, in a group the left rows in their order, each with the right rows in
/// theirs.
sealed interface Pairing permits EqualPairing, ConditionalPairing {

    /// Begins with the rows of a batch, which are all there.
    void begin();

    /// Sets the next pairs of the result, if any; false if there are no more. There may be none now and more later.
    boolean next(PairNumbers pairs);
}
