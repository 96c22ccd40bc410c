// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// Rows to be looked up by the rows of a stream: the last one of each key that a stream has given ([DStream#asTable]), or those that were
/// loaded last ([Reference]). Which columns are the key is said by each join: `orders.join(customers).on("customer").left()`.
public final class Table {
    private final DStream<?> rows;
    private final boolean isReplaced;

    /// @param isReplaced whether new rows stand for the whole table
    Table(DStream<?> rows, boolean isReplaced) {
        this.rows = rows;
        this.isReplaced = isReplaced;
    }

    DStream<?> rows() {
        return rows;
    }

    boolean isReplaced() {
        return isReplaced;
    }
}
