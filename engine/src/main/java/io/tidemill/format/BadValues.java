// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

/// What becomes of a row in which a value is not of its column's type.
public enum BadValues {
    /// The row is a reject that names the column, as rows are in Spark's `DROPMALFORMED`, but counted and kept.
    REJECT,
    /// The value is null and counted, as in Spark's `PERMISSIVE`; in a column that takes no nulls the row is a reject.
    NULL
}
