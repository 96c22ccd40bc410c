// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.recovery;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Journal;
import io.tidemill.journal.directory.CommitLog;
import io.tidemill.runtime.failure.Closing;

/// Writes down which batches each sink has got to the end, so that a later start does not give it those again.
///
/// The output agent only sets a number; a thread of the keeper's writes it into the sink's commit log, ten times a second. What was not
/// written before a crash is emitted again.
public final class CommitKeeper implements Journal.Companion, AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<CommitLog> logs;
    private final boolean forced;
    private final long[] found;
    private final AtomicLongArray delivered;
    private final AtomicLongArray written;
    private volatile boolean closing;
    private volatile @Nullable Thread keeper;

    /// @param logs one for each sink, in order; none if nothing is kept. Closed with this
    /// @param forced whether what is written down is to survive a power cut, as the journal does
    public CommitKeeper(List<CommitLog> logs, boolean forced) {
        this.logs = List.copyOf(logs);
        this.forced = forced;
        this.found = logs.stream().mapToLong(CommitLog::lastBatch).toArray();
        this.delivered = new AtomicLongArray(found);
        this.written = new AtomicLongArray(found);
    }

    /// The last batch that a sink had got to the end before this start; -1 if there is none.
    public long committed(int sink) {
        return sink < logs.size() ? found[sink] : -1;
    }

    /// The last batch that any sink had got to the end before this start; -1 if there is none.
    long highest() {
        return Arrays.stream(found).max().orElse(-1);
    }

    boolean isEmpty() {
        return logs.isEmpty();
    }

    /// Says that a sink has got a batch to the end. Output agent.
    public void delivered(int sink, long batchId) {
        if (sink < logs.size()) {
            delivered.setRelease(sink, batchId);
        }
    }

    /// Whether it is written down of every sink that it has got a batch to the end; true of all batches if nothing is kept. Any thread.
    public boolean isCommitted(long batchId) {
        for (int sink = 0; sink < written.length(); sink++) {
            if (written.getAcquire(sink) < batchId) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String name() {
        return "commits";
    }

    @Override
    public void run(Runnable onProgress) {
        if (!enter()) {
            return;
        }
        try {
            boolean last;
            do {
                last = closing;
                writeDown();
                if (!last && !closing) {
                    LockSupport.parkNanos(this, PAUSE_NANOS);
                }
            } while (!last);
        } finally {
            closeLogs();
        }
    }

    private void writeDown() {
        for (int sink = 0; sink < logs.size(); sink++) {
            CommitLog log = logs.get(sink);
            long batch = delivered.getAcquire(sink);
            if (batch > log.lastBatch()) {
                boolean isTaken = log.committed(log.lastBatch() + 1, batch, 0); // else when there is space
                if (isTaken && forced) {
                    log.force();
                }
                written.setRelease(sink, batch);
            }
        }
    }

    /// Says that a thread writes from now on; false if it comes too late.
    private synchronized boolean enter() {
        if (!closing) {
            keeper = Thread.currentThread();
        }
        return !closing;
    }

    /// Lets the keeper write what is left and end. The output agent must have ended.
    @Override
    public synchronized void close() {
        boolean wasOpen = !closing;
        closing = true;
        if (keeper != null) {
            LockSupport.unpark(keeper);
        } else if (wasOpen) {
            closeLogs(); // no thread has begun, and none will
        }
    }

    private void closeLogs() {
        Closing closingLogs = new Closing();
        logs.forEach(closingLogs::close);
        closingLogs.rethrow();
    }
}
