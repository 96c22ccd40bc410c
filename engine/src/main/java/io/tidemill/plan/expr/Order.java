// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

/// By what rows are put in order, as a user writes it: `col("price").desc()`.
///
/// As in Spark, null is less than every value, unless [#nullsFirst] or [#nullsLast] says otherwise.
public record Order(Expr by, boolean descending, boolean nullsAreFirst) {

    /// Rows where it is null stand before all others.
    public Order nullsFirst() {
        return new Order(by, descending, true);
    }

    /// Rows where it is null stand behind all others.
    public Order nullsLast() {
        return new Order(by, descending, false);
    }

    @Override
    public String toString() {
        return text(by, descending, nullsAreFirst);
    }

    /// As SQL would have it.
    static String text(Object by, boolean descending, boolean nullsAreFirst) {
        String nulls = descending == nullsAreFirst ? nullsAreFirst ? " nulls first" : " nulls last" : "";
        return by + (descending ? " desc" : " asc") + nulls;
    }
}
