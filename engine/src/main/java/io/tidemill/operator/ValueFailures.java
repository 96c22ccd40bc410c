// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

import io.tidemill.UserCodeException;
import io.tidemill.ValueFailure;
import io.tidemill.metrics.Counter;

/// What an operator does about values that its expressions cannot compute: one rule for all of them.
///
/// @param operator the name, for the message
/// @param count of the values that became null
public record ValueFailures(String operator, ValueFailure choice, Counter count) {

    /// For operators that run outside of an engine: counted, and nobody asks.
    public static ValueFailures nulls(String operator) {
        return new ValueFailures(operator, ValueFailure.NULL, new Counter());
    }

    public boolean stops() {
        return choice == ValueFailure.STOP;
    }

    /// Counts rows that became null.
    public void add(int rows) {
        count.add(rows);
    }

    /// What stops the engine.
    ///
    /// @param expression that has no value
    /// @param row among those of the chunk at hand
    public UserCodeException stop(String expression, int row) {
        return new UserCodeException(
                "%s has no value in row %d of a chunk at `%s`; onValueFailure(NULL), the default, makes it null and counts it"
                        .formatted(expression, row, operator));
    }
}
