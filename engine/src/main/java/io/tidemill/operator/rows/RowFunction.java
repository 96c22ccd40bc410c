// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import io.tidemill.Function1;
import io.tidemill.Predicate1;
import io.tidemill.codec.Encoding;
import io.tidemill.plan.UserCode;

/// A function of the user's that is handed rows one by one, and what becomes of its answers.
public sealed interface RowFunction {

    /// The function's own name and line, also where several share an operator.
    UserCode code();

    /// Makes one value of each.
    record Mapping<A, B>(UserCode code, Function1<A, B> function, Encoding<B> to) implements RowFunction {}

    /// Makes any number of values of each.
    record Flattening<A, B>(UserCode code, Function1<A, ? extends Iterable<B>> function,
            Encoding<B> to) implements RowFunction {}

    /// Keeps the values for which it answers yes.
    record Filtering<A>(UserCode code, Predicate1<A> predicate) implements RowFunction {}
}
