// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Durability;
import io.tidemill.journal.Journal;
import io.tidemill.journal.JournalException;

/// Forces the journal to the disk, barrier after barrier: one covers all that was appended when it began.
///
/// At a level with groups a barrier waits for others to share it: so much time after the first row that it covers, or until so
/// many bytes have come, or, by bytes, the end of a batch, and then not longer than [Durability#MOST_GROUP_MICROS]: where whoever
/// sends rows waits for them to be durable, no more bytes come.
final class GroupCommit implements Journal.Companion {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Durability durability;
    private final Carrier.Writer files;
    private final BarrierFile barrierFile;
    private final long incarnation;
    private final Progress progress;
    private final AppendedMark appended;
    private final Wakeup onAppend = new Wakeup();
    private final Wakeup onUrgent = new Wakeup();
    // made once: waiting leaves no garbage
    private final BooleanSupplier dueOrClosing = this::isDueOrClosing;
    private final BooleanSupplier urgentOrClosing = this::isUrgentOrClosing;
    private volatile int urgentVersion; // of the mark; the writer's
    private long bytes; // since it was urgent; the writer's
    private int forcedVersion; // of the mark

    GroupCommit(Durability durability, Carrier.Writer files, BarrierFile barrierFile, long incarnation,
            Progress progress, AppendedMark appended) {
        this.durability = durability;
        this.files = files;
        this.barrierFile = barrierFile;
        this.incarnation = incarnation;
        this.progress = progress;
        this.appended = appended;
        this.forcedVersion = appended.version();
    }

    @Override
    public String name() {
        return "barrier";
    }

    /// To be called by the writer when it has moved the mark.
    ///
    /// @param endsBatch whether the record holds the end of a batch
    void appended(int recordBytes, boolean endsBatch) {
        if (durability.groupBytes() > 0) {
            bytes += recordBytes;
            if (bytes >= durability.groupBytes() || endsBatch) {
                bytes = 0;
                urgentVersion = appended.version();
                onUrgent.ring();
            }
        }
        onAppend.ring();
    }

    void wake() {
        onAppend.ring();
        onUrgent.ring();
    }

    @Override
    public void run(Runnable onProgress) {
        if (!progress.enter()) {
            return;
        }
        try {
            long groupBegan = System.nanoTime();
            while (!closing()) {
                if (!isDue()) {
                    onAppend.await(dueOrClosing, LOOK_AGAIN_NANOS);
                    groupBegan = System.nanoTime();
                    continue;
                }
                awaitGroup(groupBegan);
                groupBegan = System.nanoTime(); // of those that come while this barrier is on its way
                force();
                onProgress.run();
            }
        } finally {
            progress.leave();
        }
    }

    /// Whether something was appended that no barrier has covered.
    boolean isDue() {
        return appended.version() != forcedVersion;
    }

    private void awaitGroup(long groupBegan) {
        if (!durability.isGrouped()) {
            return;
        }
        long micros = durability.groupMicros() > 0 ? durability.groupMicros() : Durability.MOST_GROUP_MICROS;
        long end = groupBegan + TimeUnit.MICROSECONDS.toNanos(micros);
        while (!isUrgentOrClosing()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            onUrgent.await(urgentOrClosing, left);
        }
    }

    private boolean isDueOrClosing() {
        return isDue() || closing();
    }

    private boolean isUrgentOrClosing() {
        return urgentVersion - forcedVersion > 0 || closing();
    }

    private boolean closing() {
        return progress.isClosing();
    }

    /// One barrier. On the companion's thread, or when that has ended.
    void force() {
        int version;
        long sequence;
        int crc;
        do {
            version = appended.version();
            sequence = appended.sequence();
            crc = appended.crc();
        } while (!appended.isStill(version));
        try {
            files.force();
            barrierFile.write(incarnation, sequence, crc);
        } catch (IOException | RuntimeException failed) {
            throw progress.fail(new JournalException(JournalException.Kind.IO,
                    "the journal's barrier failed at %s (%s): what was not yet durable may be lost, and nothing more is taken; start again when the disk is sound"
                            .formatted(files.file(), failed.getMessage()),
                    failed));
        }
        forcedVersion = version;
        progress.durable(sequence);
    }
}
