// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.thread;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.tidemill.ring.Doorbell;

/// What an engine thread does when there is nothing to do.
public sealed interface Idle {

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

    /// Spins some 200 times, yields 10, then sleeps until the doorbell rings or the clock ends a batch, a tenth of a second at most.
    ///
    /// Before it sleeps it says so and looks for work once more, with a barrier on all threads between the two (see [Doorbell]). Where
    /// the system has none, a ring can be missed, and no sleep is longer than 10 ms. Each time that it wakes costs some 100 us: its
    /// code and data have left the caches. Only rows are worth spinning for, more may be on their way: after the end of an empty batch it sleeps
    /// at once.
    final class Park implements Idle {
        private static final int SPINS = 200;
        private static final int YIELDS = 10;
        private static final long LONGEST_MICROS = 100_000;
        private static final long LONGEST_MICROS_WITHOUT_BARRIER = 10_000;

        private final Doorbell doorbell;
        private final BooleanSupplier hasWork;
        private final LongSupplier microsUntilDue;
        private final LongSupplier rows;
        private long rowsSeen;
        private int attempts;

        /// @param rows how many have come in so far
        public Park(Doorbell doorbell, BooleanSupplier hasWork, LongSupplier microsUntilDue, LongSupplier rows) {
            this.doorbell = doorbell;
            this.hasWork = hasWork;
            this.microsUntilDue = microsUntilDue;
            this.rows = rows;
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
            long longest = MemoryBarrier.isAvailable() ? LONGEST_MICROS : LONGEST_MICROS_WITHOUT_BARRIER;
            long micros = Math.min(longest, microsUntilDue.getAsLong());
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
            long rowsNow = rows.getAsLong();
            if (rowsNow != rowsSeen) {
                rowsSeen = rowsNow;
                attempts = 0;
            }
        }
    }
}
