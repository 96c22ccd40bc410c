// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.journal.Journal;
import io.tidemill.runtime.failure.Failure;

/// The threads of what works beside the agents: they wait for the disk, so that no agent has to.
public final class CompanionThreads {
    private static final Logger LOG = LoggerFactory.getLogger(CompanionThreads.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final List<Thread> threads = new ArrayList<>();

    /// @param onProgress called when the durable sequence has moved or room has come
    public void start(String context, List<Journal.Companion> companions, Runnable onProgress, Failure failure) {
        for (Journal.Companion companion : companions) {
            Thread thread = new Thread(() -> {
                try {
                    companion.run(onProgress);
                } catch (Throwable failed) {
                    failure.record(failed);
                }
            }, "tidemill-%s-%s".formatted(context, companion.name()));
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /// Waits until all have ended, which the close of the journal has told them to; ten seconds at most.
    public void end() {
        boolean interrupted = false;
        long began = System.nanoTime();
        for (Thread thread : threads) {
            try {
                long left = PATIENCE_NANOS - (System.nanoTime() - began);
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            } catch (InterruptedException asked) {
                interrupted = true;
            }
            if (thread.isAlive()) {
                LOG.warn("thread {} still waits for the disk, and is left behind", thread.getName());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
