// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.thread;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;

/// Who drives the agents where no thread of the engine does: one caller at a time. Any thread.
public final class InlineDriver {
    /// How long a thread sleeps that waits for another.
    public static final long PAUSE_NANOS = 50_000;
    private static final int SPINS = 1_000;

    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

    /// Whether the caller is within a step.
    public boolean isCaller() {
        return thread.getOpaque() == Thread.currentThread();
    }

    /// Takes a step; 0 if another thread takes one.
    public int tryDrive(IntSupplier step) {
        if (!thread.compareAndSet(null, Thread.currentThread())) {
            return 0;
        }
        try {
            return step.getAsInt();
        } finally {
            thread.setRelease(null);
        }
    }

    /// Takes a step once no other thread takes one.
    public void drive(Runnable step) {
        for (int attempts = 0; !thread.compareAndSet(null, Thread.currentThread()); attempts++) {
            pause(attempts);
        }
        try {
            step.run();
        } finally {
            thread.setRelease(null);
        }
    }

    /// Waits a moment: the first attempts spin. Keeps an interrupt for the caller.
    public static void pause(int attempts) {
        if (attempts < SPINS) {
            Thread.onSpinWait();
        } else {
            boolean interrupted = Thread.interrupted(); // an interrupted thread does not park
            LockSupport.parkNanos(PAUSE_NANOS);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
