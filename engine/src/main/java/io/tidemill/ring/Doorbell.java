// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Padding;

/// Wakes an engine thread that went to sleep for want of rows, and tells publishers that the engine has stopped.
///
/// The sleeper says so ([#prepare]), looks for rows once more, and parks; a publisher that sees the signal after its release
/// store wakes it. There is no fence between that store and the look at the signal (it would cost more than the whole append):
/// the sleeper makes up for it by a barrier on all threads of the process where the system has one, and by never sleeping longer
/// than its limit where not. Both signals are one word, on a cache line of their own.
public final class Doorbell extends Padding {
    private static final int SLEEPING = 1;
    private static final int STOPPED = 2;
    private static final VarHandle SIGNALS;

    static {
        try {
            SIGNALS = MethodHandles.lookup().findVarHandle(Doorbell.class, "signals", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    @SuppressWarnings("UnusedVariable") // read through the handle
    private int signals;
    private volatile @Nullable Thread sleeper;

    /// Says that the calling thread is about to sleep; the caller looks for work once more before it does.
    public void prepare() {
        sleeper = Thread.currentThread();
        SIGNALS.getAndBitwiseOr(this, SLEEPING);
    }

    /// Says that the sleeper is awake.
    public void cancel() {
        SIGNALS.getAndBitwiseAnd(this, ~SLEEPING);
    }

    /// Tells publishers, for good, to look whether they may go on.
    public void stop() {
        SIGNALS.getAndBitwiseOr(this, STOPPED);
        ring();
    }

    /// Whether nobody sleeps and [#stop] was not called: a plain load, behind whatever the caller stored before.
    public boolean isQuiet() {
        return (int) SIGNALS.getOpaque(this) == 0;
    }

    /// Whether [#stop] was called.
    public boolean isStopped() {
        return ((int) SIGNALS.getOpaque(this) & STOPPED) != 0;
    }

    /// Whether a thread sleeps, or is about to. Any thread.
    public boolean isPrepared() {
        return ((int) SIGNALS.getOpaque(this) & SLEEPING) != 0;
    }

    /// Wakes the sleeper, if there is one. Any thread; a plain load when there is none.
    public void ring() {
        if (isPrepared()) {
            wake();
        }
    }

    private void wake() {
        if (((int) SIGNALS.getAndBitwiseAnd(this, ~SLEEPING) & SLEEPING) != 0) {
            LockSupport.unpark(sleeper);
        }
    }
}
