// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.tidemill.ring.Doorbell;

/// What an engine thread does when there is nothing to do.
sealed interface Idle {

    /// Called again and again while there is nothing to do.
    void idle();

    /// There was something to do.
    void reset();

    /// Spins, for the lowest latency that a whole core can buy.
    record Spin() implements Idle {
        @Override
        public void idle() {
            Thread.onSpinWait();
        }

        @Override
        public void reset() {}
    }

    /// Spins some 200 times, yields 10, then sleeps until the doorbell rings or the clock ends a batch, 10 ms at most.
    ///
    /// Before it sleeps it says so and looks for work once more, with a barrier on all threads between the two where the system
    /// has one (see [Doorbell]).
    final class Park implements Idle {
        private static final int SPINS = 200;
        private static final int YIELDS = 10;
        private static final long LONGEST_MICROS = 10_000;

        private final Doorbell doorbell;
        private final BooleanSupplier hasWork;
        private final LongSupplier microsUntilDue;
        private int attempts;

        Park(Doorbell doorbell, BooleanSupplier hasWork, LongSupplier microsUntilDue) {
            this.doorbell = doorbell;
            this.hasWork = hasWork;
            this.microsUntilDue = microsUntilDue;
        }

        @Override
        @SuppressWarnings("ThreadPriorityCheck") // on a shared core a yield is worth more than another spin
        public void idle() {
            attempts++;
            if (attempts <= SPINS) {
                Thread.onSpinWait();
            } else if (attempts <= SPINS + YIELDS) {
                Thread.yield();
            } else {
                sleep();
            }
        }

        private void sleep() {
            long micros = Math.min(LONGEST_MICROS, microsUntilDue.getAsLong());
            if (micros <= 0) {
                return;
            }
            doorbell.prepare();
            MemoryBarrier.onAllThreads();
            if (!hasWork.getAsBoolean()) {
                LockSupport.parkNanos(this, TimeUnit.MICROSECONDS.toNanos(micros));
            }
            doorbell.cancel();
        }

        @Override
        public void reset() {
            attempts = 0;
        }
    }
}
