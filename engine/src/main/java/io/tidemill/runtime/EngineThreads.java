// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.UserCodeException;

/// The threads of an engine: none in the inline layout.
final class EngineThreads {
    private static final Logger LOG = LoggerFactory.getLogger(EngineThreads.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final List<EngineThread> threads = new ArrayList<>();

    /// Starts them, and returns when all have started their agents, or failed to.
    void start(List<EngineThread> unstarted) throws InterruptedException {
        threads.addAll(unstarted);
        threads.forEach(Thread::start);
        for (EngineThread thread : threads) {
            thread.awaitStarted();
        }
    }

    boolean contain(Thread thread) {
        return thread instanceof EngineThread && threads.contains(thread);
    }

    boolean areNone() {
        return threads.isEmpty();
    }

    /// Waits until all have ended, which they were told to. One that a callback holds for more than two seconds is interrupted;
    /// one that does not end then either is named by an exception, and left behind.
    void end() {
        boolean interrupted = false;
        for (EngineThread thread : threads) {
            interrupted |= join(thread);
            if (thread.isAlive()) {
                LOG.warn("thread {} is held by {}: it is interrupted", thread.getName(), place(thread));
                thread.interruptAtEnd();
                interrupted |= join(thread);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        for (EngineThread thread : threads) {
            if (thread.isAlive()) {
                throw new UserCodeException(
                        "thread %s does not end, and is left behind with its memory: it is held by %s, which must return when it is interrupted"
                                .formatted(thread.getName(), place(thread)));
            }
        }
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
