// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalException;

/// How a journal stands, told between its threads: how far it is durable, whether it has failed, whether it ends.
///
/// The first failure stays, and after it the durable sequence stays too.
final class Progress {
    private volatile long durableSequence;
    private volatile @Nullable JournalException failure;
    private volatile boolean closing;
    private int companions; // that run, guarded by this

    Progress(long durableSequence) {
        this.durableSequence = durableSequence;
    }

    long durableSequence() {
        return durableSequence;
    }

    synchronized void durable(long sequence) {
        if (failure == null) {
            durableSequence = sequence;
        }
    }

    boolean hasFailed() {
        return failure != null;
    }

    /// Throws the failure, in an exception of its own so that each shows who met it.
    void check() {
        JournalException failed = failure;
        if (failed != null) {
            throw new JournalException(failed.kind(), String.valueOf(failed.getMessage()), failed);
        }
    }

    /// Takes down a failure, unless there was one before; answers the one to throw.
    synchronized JournalException fail(JournalException failed) {
        JournalException first = failure;
        if (first == null) {
            failure = failed;
        } else {
            failed.addSuppressed(first);
        }
        return failed;
    }

    boolean isClosing() {
        return closing;
    }

    void close() {
        closing = true;
    }

    /// Counts a companion that begins; false if it is too late for that.
    synchronized boolean enter() {
        if (closing) {
            return false;
        }
        companions++;
        return true;
    }

    synchronized void leave() {
        companions--;
        notifyAll();
    }

    /// Waits until no companion runs, uninterrupted; false if one still does when the time is over.
    synchronized boolean awaitCompanions(long time, TimeUnit unit) {
        long end = System.nanoTime() + unit.toNanos(time);
        boolean interrupted = false;
        while (companions > 0 && System.nanoTime() < end) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return companions == 0;
    }
}
