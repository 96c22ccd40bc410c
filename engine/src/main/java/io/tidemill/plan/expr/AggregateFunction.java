// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.Locale;

/// What is made of the values of a group. Nulls are left out; a group without values gives null, but counts 0.
public enum AggregateFunction {
    COUNT, SUM, MIN, MAX, AVG,
    /// When the window begins, which is the same for all groups.
    WINDOW_START,
    /// When the window ends.
    WINDOW_END;

    /// Whether it says something of the window, not of rows.
    public boolean isOfWindow() {
        return this == WINDOW_START || this == WINDOW_END;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
