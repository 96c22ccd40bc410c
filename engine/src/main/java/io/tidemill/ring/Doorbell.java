// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/// Wakes an engine thread that went to sleep for want of rows.
///
/// The sleeper says so ([#prepare]), looks for rows once more, and parks; a publisher that sees the flag after its release
/// store wakes it. There is no fence between that store and the look at the flag (it would cost more than the whole append):
/// the sleeper makes up for it by a barrier on all threads of the process where the system has one, and by never sleeping longer
/// than its limit where not.
public final class Doorbell {
    private static final VarHandle SLEEPING;

    static {
        try {
            SLEEPING = MethodHandles.lookup().findVarHandle(Doorbell.class, "sleeping", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    @SuppressWarnings("UnusedVariable") // read through the handle
    private int sleeping;
    private volatile @Nullable Thread sleeper;

    /// Says that the calling thread is about to sleep; the caller looks for work once more before it does.
    public void prepare() {
        sleeper = Thread.currentThread();
        SLEEPING.setVolatile(this, 1);
    }

    /// Says that the sleeper is awake.
    public void cancel() {
        SLEEPING.setVolatile(this, 0);
    }

    /// Wakes the sleeper, if there is one. Any thread; a plain load when there is none.
    public void ring() {
        if ((int) SLEEPING.getOpaque(this) != 0) {
            wake();
        }
    }

    private void wake() {
        if (SLEEPING.compareAndSet(this, 1, 0)) {
            LockSupport.unpark(sleeper);
        }
    }
}
