// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import org.jspecify.annotations.Nullable;

/// An aggregate of the user's: what is kept of a group's rows, as a value on the heap.
///
/// A state is never changed, only replaced: slices of windows and lanes share it. [#merge] is associative and does not mind in which order
/// it is given its states, and the zero makes no difference to it. All methods answer by their arguments alone, and may be called on several
/// threads at once.
///
/// @param <A> the class of the argument
/// @param <S> the class of the state: such as a record, or an immutable list
/// @param <R> the class of the result
public interface Aggregator<A, S, R> {

    /// The state of a group without rows.
    S zero();

    /// The state with one more value, which is not null. What it throws on a value and the zero is the failure of the value's row ([RowFailure]).
    S accumulate(S state, A value) throws Exception;

    /// What two states come to.
    S merge(S first, S second) throws Exception;

    /// What is put out; null is an answer.
    @Nullable
    R finish(S state) throws Exception;
}
