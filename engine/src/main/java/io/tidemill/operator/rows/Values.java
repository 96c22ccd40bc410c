// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import org.jspecify.annotations.Nullable;

import io.tidemill.UserCodeException;

/// Values that are pulled one after the other: those of a chunk's rows, or what a function makes of others.
///
/// Whoever makes values by a function of the user's judges the rows on which that throws, and goes on behind them.
abstract class Values<T> {

    /// Says that a call of the operator begins.
    abstract void begin();

    /// The next value, or null if there is none now: the chunk has no more, or dead letters must be let go first.
    abstract @Nullable T next();

    /// The value that came last, as a row in text.
    abstract String text(T value);

    /// Leaves out the row that the value that came last was made of, because the value cannot be written; or throws what stops
    /// the engine.
    abstract void refuse(UserCodeException unwritable);
}
