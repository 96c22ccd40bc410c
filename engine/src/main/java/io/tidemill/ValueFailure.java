// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// What becomes of a value that an expression cannot compute: an integer that leaves its type, a division by zero, a cast of a value
/// that the type does not hold, a text that is not what it is read as.
public enum ValueFailure {
    /// It is null, and the operator counts it in `tidemill_operator_value_failures_total`.
    NULL,
    /// The context stops, and its message names the expression and the row.
    STOP
}
