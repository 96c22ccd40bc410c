// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Journal;
import io.tidemill.journal.JournalException;

/// Keeps allocated space in front of the writer, and outlasts a full disk.
///
/// The writer rings when it has used up a part of what is ahead, or waits. Where there is no space it is tried for again and
/// again; that there is none, and that there is some again, is said once each.
final class SpaceAhead implements Journal.Companion {
    private static final Logger LOG = LoggerFactory.getLogger(SpaceAhead.class);
    private static final long TRY_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int PARTS = 4; // of what is ahead: one of them is renewed at a time

    private final Carrier.Writer files;
    private final Progress progress;
    private final long partBytes;
    private final Wakeup onWant = new Wakeup();
    private final Wakeup onClose = new Wakeup();
    // made once: waiting leaves no garbage
    private final BooleanSupplier wantedOrClosing = this::isWantedOrClosing;
    private final BooleanSupplier whetherClosing = this::closing;
    private volatile int wanted = 1; // moves when the writer has used up a part, or waits
    private int requests = 1; // the writer's
    private long usedBytes; // of the part at hand; the writer's
    private int served; // the last of `wanted` that was done
    private volatile boolean low;
    private boolean saidSo;

    SpaceAhead(Carrier.Writer files, long aheadBytes, Progress progress) {
        this.files = files;
        this.progress = progress;
        this.partBytes = Math.max(1, aheadBytes / PARTS);
    }

    @Override
    public String name() {
        return "allocation";
    }

    /// To be called by the writer when it has used space.
    void used(int bytes) {
        usedBytes += bytes;
        if (usedBytes >= partBytes) {
            usedBytes = 0;
            want();
        }
    }

    /// To be called by the writer when it has found no room.
    void want() {
        wanted = ++requests;
        onWant.ring();
    }

    void wake() {
        onWant.ring();
        onClose.ring();
    }

    /// Whether the disk had no space when it was last asked.
    boolean isLow() {
        return low;
    }

    private boolean isWanted() {
        return wanted != served;
    }

    private boolean isWantedOrClosing() {
        return isWanted() || closing();
    }

    private boolean closing() {
        return progress.isClosing();
    }

    @Override
    public void run(Runnable onProgress) {
        if (!progress.enter()) {
            return;
        }
        try {
            while (!closing()) {
                if (!isWanted()) {
                    onWant.await(wantedOrClosing, LOOK_AGAIN_NANOS);
                } else if (step(onProgress) == Carrier.Allocation.NO_SPACE) {
                    onClose.await(whetherClosing, TRY_AGAIN_NANOS);
                }
            }
        } finally {
            progress.leave();
        }
    }

    /// Allocates a little. On the companion's thread.
    Carrier.Allocation step(Runnable onProgress) {
        int serving = wanted;
        Carrier.Allocation allocation = allocate();
        switch (allocation) {
            case NO_SPACE -> {
                low = true;
                sayLow();
            }
            case GREW -> {
                if (low) {
                    low = false;
                    onProgress.run();
                }
            }
            case ENOUGH -> {
                low = false;
                served = serving;
                sayEnough();
                onProgress.run();
            }
        }
        return allocation;
    }

    private Carrier.Allocation allocate() {
        try {
            return files.allocate();
        } catch (IOException | RuntimeException failed) {
            throw progress.fail(new JournalException(JournalException.Kind.IO,
                    "the journal could not allocate space behind %s (%s): it takes nothing more; start again when the disk is sound"
                            .formatted(files.file(), failed.getMessage()),
                    failed));
        }
    }

    private void sayLow() {
        if (!saidSo) {
            saidSo = true;
            LOG.warn(
                    "DISK_LOW: there is no space for the journal beyond what {} has; when that is used up intake stops until there is some",
                    files.file());
        }
    }

    private void sayEnough() {
        if (saidSo) {
            saidSo = false;
            LOG.info("there is space for the journal again: intake goes on");
        }
    }
}
