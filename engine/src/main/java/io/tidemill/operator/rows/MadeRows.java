// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import org.jspecify.annotations.Nullable;

import io.tidemill.UserCodeException;
import io.tidemill.codec.RowCodec;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;
import io.tidemill.plan.UserCode;

/// The rows that are made of an input, one value after the other, and passed on a chunk a call.
///
/// A value that finds no room is kept, and stands first in the next chunk: it is made only once.
///
/// @param <I> what the values are made of
final class MadeRows<I, T> implements AutoCloseable {
    private final RowBlock<T> block;
    private final Source<I, T> source;
    private @Nullable T refused; // still without a place

    /// Makes values, one a call.
    @FunctionalInterface
    interface Source<I, T> {
        /// The next value made of an input, or null if there is none.
        @Nullable
        T next(I input);

        /// Leaves out what the last value was made of, because the value cannot be written; false if the operator shall be called
        /// again before it goes on. Throws if nothing can be left out.
        default boolean refuse(I input, UserCodeException unwritable) {
            throw unwritable;
        }
    }

    MadeRows(OperatorContext context, RowCodec<T> codec, UserCode code, Source<I, T> source) {
        this.block = new RowBlock<>(context, codec, code);
        this.source = source;
    }

    /// Passes on as many values as a chunk holds; MORE if there are others.
    Progress pass(I input, Output output) {
        block.begin();
        boolean isDone = fill(input);
        block.pass(output);
        return isDone ? Progress.DONE : Progress.MORE;
    }

    private boolean fill(I input) {
        T value = refused == null ? source.next(input) : refused;
        refused = null;
        while (value != null) {
            try {
                if (!block.add(value)) {
                    refused = value;
                    return false;
                }
            } catch (UserCodeException unwritable) {
                if (!source.refuse(input, unwritable)) {
                    return false;
                }
            }
            value = source.next(input);
        }
        return true;
    }

    @Override
    public void close() {
        block.close();
    }
}
