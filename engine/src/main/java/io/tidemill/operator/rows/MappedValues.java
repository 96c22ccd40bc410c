// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.Function1;
import io.tidemill.UserCodeException;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.RowText;
import io.tidemill.operator.HandedRows;

/// What a function of the user's makes of values, one of each.
final class MappedValues<A, B> extends Values<B> {
    private final Values<A> from;
    private final Function1<A, B> function;
    private final Encoding<B> to;
    private final HandedRows rows;
    private @Nullable A last; // that the function was handed

    MappedValues(Values<A> from, Function1<A, B> function, Encoding<B> to, HandedRows rows) {
        this.from = from;
        this.function = function;
        this.to = to;
        this.rows = rows;
    }

    @Override
    void begin() {
        from.begin();
        rows.begin();
    }

    @Override
    @Nullable
    B next() {
        for (A value = from.next(); value != null; value = from.next()) {
            last = value;
            rows.next();
            try {
                return rows.code().require(function.apply(value));
            } catch (Throwable thrown) {
                leaveOut(thrown);
                if (rows.mustPause()) {
                    return null;
                }
            }
        }
        return null;
    }

    private void leaveOut(Throwable thrown) {
        A value = Objects.requireNonNull(last);
        rows.judge(thrown, () -> from.text(value));
    }

    @Override
    String text(B value) {
        return RowText.of(to, value);
    }

    @Override
    void refuse(UserCodeException unwritable) {
        leaveOut(unwritable);
    }
}
