// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Journal;

/// Runs the companions of a journal on threads of their own, as an engine does.
final class CompanionThreads implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger progress = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final RunningJournal running;

    /// Drives the companions from now on: nobody else may.
    CompanionThreads(RunningJournal running) {
        this.running = running;
        for (Journal.Companion companion : running.journal.companions()) {
            threads.add(Thread.ofPlatform().name(companion.name()).start(() -> run(companion)));
        }
    }

    private void run(Journal.Companion companion) {
        try {
            companion.run(progress::incrementAndGet);
        } catch (Exception failed) {
            failure.compareAndSet(null, failed);
        }
    }

    void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    int progress() {
        return progress.get();
    }

    @Nullable
    Exception failure() {
        return failure.get();
    }

    /// Closes the journal, and waits until they have ended.
    @Override
    public void close() {
        running.close();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }
}
