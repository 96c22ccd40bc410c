// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

import java.nio.channels.ClosedByInterruptException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.tidemill.UserCodeException;
import io.tidemill.plan.UserCode;

/// The rows that one function of the user's is handed, or all functions in an operator's expressions: counted in each slot, and judged
/// when a function throws.
public final class HandedRows {
    private static final int MOST_CAUSES = 32; // a cause may be its own

    private final UserCode code;
    private final RowVerdicts verdicts;
    private final boolean mayLeaveOut;
    private long slot = -1;
    private long handed; // in the slot

    public HandedRows(OperatorContext context, UserCode code) {
        this.code = code;
        this.verdicts = context.verdicts();
        this.mayLeaveOut = verdicts.mayLeaveOut(code.name());
    }

    public UserCode code() {
        return code;
    }

    /// Says that the operator is called, perhaps in another slot.
    public void begin() {
        long now = verdicts.sequence();
        if (now != slot) {
            slot = now;
            handed = 0;
        }
    }

    /// Counts the next row.
    public void next() {
        handed++;
    }

    /// Counts rows that were handed over together.
    public void next(int rows) {
        handed += rows;
    }

    /// Whether any row may be left out.
    public boolean mayLeaveOutAny() {
        return mayLeaveOut;
    }

    /// Whether the row that was counted last would be left out if something threw.
    public boolean mayLeaveOut() {
        return mayLeaveOut && verdicts.mayLeaveOut(code.name(), handed - 1);
    }

    /// Leaves out the row that was counted last, or throws what stops the engine. What is not the row's fault always stops it: a
    /// full memory, a bug, a call that was interrupted because the engine stops.
    public void judge(Throwable thrown, Supplier<String> values) {
        judge(code, handed - 1, thrown, values);
    }

    /// The same of a row among those that will be counted together next.
    ///
    /// @param blamed the one of the operator's functions that threw
    /// @param row its number among them
    public void judgeNext(UserCode blamed, int row, Throwable thrown, Supplier<String> values) {
        judge(blamed, handed + row, thrown, values);
    }

    private void judge(UserCode function, long row, Throwable thrown, Supplier<String> values) {
        RuntimeException failure = function.failure(thrown);
        if (!(failure instanceof UserCodeException blamed) || isInterrupted(thrown)) {
            throw failure;
        }
        verdicts.judge(code.name(), row, blamed, values);
    }

    private static boolean isInterrupted(Throwable thrown) {
        @Nullable
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            if (cause instanceof InterruptedException || cause instanceof ClosedByInterruptException) {
                return true;
            }
            cause = cause.getCause();
        }
        return Thread.currentThread().isInterrupted();
    }

    /// Whether so many dead letters wait that the operator shall return.
    public boolean mustPause() {
        return verdicts.isFull();
    }
}
