// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

import java.util.function.Supplier;

import io.tidemill.UserCodeException;

/// What becomes of the rows on which functions of the user's throw: one judge for all operators of a lane.
///
/// A row is known by the slot that led to it, by the name of the function's operator, and by its number among the rows that the
/// function was handed for that slot in its lane. All three follow from the journal and the plan alone.
public interface RowVerdicts {

    /// The slot that the lane is at.
    long sequence();

    /// Whether any row may be left out that this operator is handed.
    boolean mayLeaveOut(String operator);

    /// Whether a row would be left out if the operator's function threw on it.
    boolean mayLeaveOut(String operator, long row);

    /// Leaves a row of the slot out, which is counted, or throws what stops the engine.
    ///
    /// @param failure names the function, and what it threw
    /// @param values the row as text; made only if somebody reads it
    void judge(String operator, long row, UserCodeException failure, Supplier<String> values);

    /// Whether so many dead letters wait that an operator shall stop where it is, and be called again.
    boolean isFull();

    /// Stops at the first row: for operators that run outside of an engine.
    static RowVerdicts stopping() {
        return new RowVerdicts() {
            @Override
            public long sequence() {
                return 0;
            }

            @Override
            public boolean mayLeaveOut(String operator) {
                return false;
            }

            @Override
            public boolean mayLeaveOut(String operator, long row) {
                return false;
            }

            @Override
            public void judge(String operator, long row, UserCodeException failure, Supplier<String> values) {
                throw failure;
            }

            @Override
            public boolean isFull() {
                return false;
            }
        };
    }
}
