// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.EngineException;
import io.tidemill.StateException;
import io.tidemill.UserCodeException;

/// The threads of an engine: none in the inline layout.
public final class EngineThreads {
    private static final Logger LOG = LoggerFactory.getLogger(EngineThreads.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    /// Longer than it takes a journal to give the disk up.
    private static final long DISK_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(75);

    private final List<EngineThread> threads = new ArrayList<>();

    /// Starts them, and returns when all have started their agents, or failed to.
    public void start(List<EngineThread> unstarted) throws InterruptedException {
        threads.addAll(unstarted);
        threads.forEach(Thread::start);
        for (EngineThread thread : threads) {
            thread.awaitStarted();
        }
    }

    public boolean contain(Thread thread) {
        return thread instanceof EngineThread && threads.contains(thread);
    }

    public boolean areNone() {
        return threads.isEmpty();
    }

    /// Whether one of them was left behind.
    public boolean areAlive() {
        return threads.stream().anyMatch(Thread::isAlive);
    }

    /// Waits until all have ended, which they were told to. One that a callback holds for more than two seconds is interrupted;
    /// one that does not end then either is named by an exception, and left behind. A disk that the journal waits for is no
    /// callback: that is waited for as long as the journal does, and not interrupted.
    ///
    /// @param closesJournal whether one of them is closing the journal
    public void end(BooleanSupplier closesJournal) {
        boolean interrupted = false;
        for (EngineThread thread : threads) {
            interrupted |= await(thread, closesJournal);
            if (thread.isAlive() && !closesJournal.getAsBoolean()) {
                LOG.warn("thread {} is held by {}: it is interrupted", thread.getName(), place(thread));
                thread.interruptAtEnd();
                interrupted |= await(thread, closesJournal);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        for (EngineThread thread : threads) {
            if (thread.isAlive()) {
                throw leftBehind(thread, closesJournal.getAsBoolean());
            }
        }
    }

    private static EngineException leftBehind(Thread thread, boolean inJournal) {
        String what = "thread %s does not end, and is left behind with its memory: ".formatted(thread.getName());
        return inJournal
                ? new StateException(what + "the journal waits for the disk; what was not yet durable may be lost")
                : new UserCodeException(what
                        + "it is held by %s, which must return when it is interrupted".formatted(place(thread)));
    }

    /// Waits for a thread, the longer if the journal is being closed; answers whether the caller was interrupted meanwhile.
    private static boolean await(Thread thread, BooleanSupplier closesJournal) {
        boolean interrupted = join(thread);
        long began = System.nanoTime();
        while (thread.isAlive() && closesJournal.getAsBoolean()
                && System.nanoTime() - began < DISK_PATIENCE_NANOS) {
            interrupted |= join(thread);
        }
        return interrupted;
    }

    /// Waits for a thread; answers whether the caller was interrupted meanwhile, which ends the wait.
    private static boolean join(Thread thread) {
        try {
            thread.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS));
            return false;
        } catch (InterruptedException asked) {
            return true;
        }
    }

    /// Where a thread is: its first frame outside the JDK.
    private static String place(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (!frame.getClassName().startsWith("java.") && !frame.getClassName().startsWith("jdk.")) {
                return frame.toString();
            }
        }
        return "nothing that can be seen";
    }
}
