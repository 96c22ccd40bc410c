// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.nio.channels.ClosedByInterruptException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.tidemill.UserCodeException;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.RowVerdicts;
import io.tidemill.plan.UserCode;

/// The rows that one function of the user's is handed: counted in each slot, and judged when the function throws.
final class HandedRows {
    private static final int MOST_CAUSES = 32; // a cause may be its own

    private final UserCode code;
    private final RowVerdicts verdicts;
    private final boolean mayLeaveOut;
    private long slot = -1;
    private long handed; // in the slot

    HandedRows(OperatorContext context, UserCode code) {
        this.code = code;
        this.verdicts = context.verdicts();
        this.mayLeaveOut = verdicts.mayLeaveOut(code.name());
    }

    UserCode code() {
        return code;
    }

    /// Says that the operator is called, perhaps in another slot.
    void begin() {
        long now = verdicts.sequence();
        if (now != slot) {
            slot = now;
            handed = 0;
        }
    }

    /// Counts the next row.
    void next() {
        handed++;
    }

    /// Whether any row may be left out.
    boolean mayLeaveOutAny() {
        return mayLeaveOut;
    }

    /// Whether the row that was counted last would be left out if something threw.
    boolean mayLeaveOut() {
        return mayLeaveOut && verdicts.mayLeaveOut(code.name(), handed - 1);
    }

    /// Leaves out the row that was counted last, or throws what stops the engine. What is not the row's fault always stops it: a
    /// full memory, a bug, a call that was interrupted because the engine stops.
    void judge(Throwable thrown, Supplier<String> values) {
        RuntimeException failure = code.failure(thrown);
        if (!(failure instanceof UserCodeException blamed) || isInterrupted(thrown)) {
            throw failure;
        }
        verdicts.judge(code.name(), handed - 1, blamed, values);
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
    boolean mustPause() {
        return verdicts.isFull();
    }
}
