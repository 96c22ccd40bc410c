// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Runs two twins on synthetic rows until C2 has compiled both, then times them.
///
/// C2 works in the background and says nothing when it is done. So all contests run in turns until none has become faster for
/// some time; and longer while a vector twin is so slow that C2 cannot have come to it yet.
final class Contest {
    /// Whole vectors and words of bits, some and none, with and without a rest: what C2 never saw taken it leaves out of a
    /// loop, and the first chunk that takes it would throw the compiled loop away.
    private static final int[] HEATING_ROWS = {1_100, 1_024, 64, 37, 1, 0};
    private static final int HEATING_CALLS = 10;
    private static final long QUIET_NANOS = 300_000_000;
    private static final long LIMIT_NANOS = 20_000_000_000L;
    /// How long to leave the core to C2 once there is nothing to do but wait for it.
    private static final long PAUSE_NANOS = 5_000_000;
    private static final int TIMED_CALLS = 20;
    private static final int TIMED_TURNS = 15;

    private final Twins<?> twins;
    private final Loop scalar;
    private final Loop vector;
    private long bestScalarNanos = Long.MAX_VALUE;
    private long bestVectorNanos = Long.MAX_VALUE;

    private Contest(Twins<?> twins, Loop scalar, Loop vector) {
        this.twins = twins;
        this.scalar = scalar;
        this.vector = vector;
    }

    static <L extends Loop> Contest between(Twins<L> twins) {
        Operand operand = twins.anyOperand();
        L scalar = twins.scalarTwin(operand);
        return new Contest(twins, scalar, twins.vectorTwin(operand, scalar));
    }

    Twins<?> twins() {
        return twins;
    }

    /// Runs all twins until they are as fast as they get; false if the thread was interrupted before.
    static boolean heat(List<Contest> contests, Scratch scratch, LongSupplier nanoClock) {
        long begun = nanoClock.getAsLong();
        long improved = begun;
        long now = begun;
        while (now - begun < LIMIT_NANOS) {
            for (Contest contest : contests) {
                if (contest.heat(scratch, nanoClock)) {
                    improved = nanoClock.getAsLong();
                }
            }
            now = nanoClock.getAsLong();
            long quiet = now - improved;
            if (quiet > Math.max(QUIET_NANOS, (improved - begun) / 2)
                    && contests.stream().allMatch(Contest::isCompiled)) {
                return true;
            }
            if (quiet > PAUSE_NANOS) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
        }
        return true;
    }

    private boolean heat(Scratch scratch, LongSupplier nanoClock) {
        long scalarNanos = run(scalar, HEATING_CALLS, scratch, nanoClock, HEATING_ROWS);
        long vectorNanos = run(vector, HEATING_CALLS, scratch, nanoClock, HEATING_ROWS);
        boolean faster = isFaster(scalarNanos, bestScalarNanos) || isFaster(vectorNanos, bestVectorNanos);
        bestScalarNanos = Math.min(bestScalarNanos, scalarNanos);
        bestVectorNanos = Math.min(bestVectorNanos, vectorNanos);
        return faster;
    }

    /// Before C2 has compiled it a vector twin makes an object of every vector, and is many times slower.
    private boolean isCompiled() {
        return bestVectorNanos / 3 < bestScalarNanos;
    }

    /// By a quarter: less is noise.
    private static boolean isFaster(long nanos, long thanNanos) {
        return nanos < thanNanos - thanNanos / 4;
    }

    boolean vectorWins(Scratch scratch, LongSupplier nanoClock) {
        long scalarNanos = Long.MAX_VALUE;
        long vectorNanos = Long.MAX_VALUE;
        for (int turn = 0; turn < TIMED_TURNS; turn++) {
            scalarNanos = Math.min(scalarNanos, run(scalar, TIMED_CALLS, scratch, nanoClock, Scratch.ROWS));
            vectorNanos = Math.min(vectorNanos, run(vector, TIMED_CALLS, scratch, nanoClock, Scratch.ROWS));
        }
        return vectorNanos < scalarNanos;
    }

    private static long run(Loop loop, int calls, Scratch scratch, LongSupplier nanoClock, int... rowCounts) {
        long begun = nanoClock.getAsLong();
        for (int call = 0; call < calls; call++) {
            for (int rows : rowCounts) {
                scratch.exercise(loop, rows);
            }
        }
        return nanoClock.getAsLong() - begun;
    }
}
