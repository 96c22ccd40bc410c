// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.Locale;

/// What is made of the values of a group. Nulls are left out; a group without values gives null, but counts 0.
public enum AggregateFunction {
    COUNT, SUM, MIN, MAX, AVG;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
