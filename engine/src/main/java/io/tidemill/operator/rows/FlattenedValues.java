// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.Function1;
import io.tidemill.UserCodeException;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.RowText;
import io.tidemill.operator.HandedRows;

/// What a function of the user's makes of values, any number of each.
///
/// The values of a row come as they are asked for, so that a row may have more of them than memory holds. Where the row may be left
/// out it counts as a whole instead: all its values are made, and tried, before the first is passed on.
final class FlattenedValues<A, B> extends Values<B> {
    private final Values<A> from;
    private final Function1<A, ? extends Iterable<B>> function;
    private final Encoding<B> to;
    private final HandedRows rows;
    private final WholeRow<B> whole;
    private Iterator<B> values = Collections.emptyIterator(); // of `last`
    private @Nullable A last; // that the function was handed

    FlattenedValues(Values<A> from, Function1<A, ? extends Iterable<B>> function, Encoding<B> to, HandedRows rows,
            WholeRow<B> whole) {
        this.from = from;
        this.function = function;
        this.to = to;
        this.rows = rows;
        this.whole = whole;
    }

    @Override
    void begin() {
        from.begin();
        rows.begin();
    }

    @Override
    @Nullable
    B next() {
        while (true) {
            try {
                if (values.hasNext()) {
                    return rows.code().require(values.next());
                }
            } catch (Throwable thrown) {
                leaveOut(thrown);
            }
            A value = from.next();
            if (value == null) {
                return null;
            }
            last = value;
            rows.next();
            if (!open(value) && rows.mustPause()) {
                return null;
            }
        }
    }

    /// Calls the function; false if the row was left out.
    private boolean open(A value) {
        try {
            Iterable<B> made = rows.code().require(function.apply(value));
            values = rows.mayLeaveOut() ? whole.of(made) : made.iterator();
            return true;
        } catch (Throwable thrown) {
            leaveOut(thrown);
            return false;
        }
    }

    private void leaveOut(Throwable thrown) {
        values = Collections.emptyIterator();
        A value = Objects.requireNonNull(last);
        rows.judge(thrown, () -> from.text(value));
    }

    @Override
    String text(B value) {
        return RowText.of(to, value);
    }

    @Override
    void refuse(UserCodeException unwritable) {
        if (rows.mayLeaveOut()) {
            throw unwritable; // it could be written when it was tried, and others of the row have been
        }
        leaveOut(unwritable);
    }
}
