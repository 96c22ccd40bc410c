// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.suite;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what must come soon, and says what did not.
public final class Patience {
    private static final long LIMIT_NANOS = 60_000_000_000L;

    private Patience() {}

    public static void await(String what, BooleanSupplier come) {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!come.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(what + " did not come in a minute");
            }
            LockSupport.parkNanos(100_000);
        }
    }
}
