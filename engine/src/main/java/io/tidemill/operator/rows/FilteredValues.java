// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import org.jspecify.annotations.Nullable;

import io.tidemill.Predicate1;
import io.tidemill.UserCodeException;
import io.tidemill.operator.HandedRows;

/// The values for which a function of the user's answers yes.
final class FilteredValues<A> extends Values<A> {
    private final Values<A> from;
    private final Predicate1<A> predicate;
    private final HandedRows rows;

    FilteredValues(Values<A> from, Predicate1<A> predicate, HandedRows rows) {
        this.from = from;
        this.predicate = predicate;
        this.rows = rows;
    }

    @Override
    void begin() {
        from.begin();
        rows.begin();
    }

    @Override
    @Nullable
    A next() {
        for (A value = from.next(); value != null; value = from.next()) {
            rows.next();
            try {
                if (predicate.test(value)) {
                    return value;
                }
            } catch (Throwable thrown) {
                A judged = value;
                rows.judge(thrown, () -> from.text(judged));
                if (rows.mustPause()) {
                    return null;
                }
            }
        }
        return null;
    }

    @Override
    String text(A value) {
        return from.text(value);
    }

    /// Whoever made the value is to blame.
    @Override
    void refuse(UserCodeException unwritable) {
        from.refuse(unwritable);
    }
}
