// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Durability;
import io.tidemill.journal.Journal;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Position;
import io.tidemill.journal.Storage;
import io.tidemill.journal.record.RecordBuilder;

/// The journal of one incarnation while it is written: gathers entries into records, chains them, and hands them to a carrier.
///
/// What waits for the disk happens on the threads of its companions. A record that has no room stays as it is until there is
/// some. A file is left only between records, because names are defined file by file.
public final class JournalWriter implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final long COMPANIONS_END_SECONDS = 60;

    private final JournalHeader header;
    private final Carrier.Writer files;
    private final RecordBuilder builder;
    private final Progress progress;
    private final AppendedMark appended;
    private final SpaceAhead space;
    private final @Nullable GroupCommit barrier; // null below POWER
    private final @Nullable BarrierFile barrierFile;
    private int fileNumber;
    private int crc; // of the record that was appended last
    private long recordBytes;
    private int likelyBytes; // the longest record so far
    private boolean finished; // a record is whole, but not appended yet
    private boolean holdsTick; // in the record at hand
    private volatile boolean waits;
    private boolean closed;

    /// Takes over the files, the builder and the barrier's file: [#begin] comes first.
    ///
    /// @param barrierFile null unless the level is POWER
    JournalWriter(JournalHeader header, Carrier.Writer files, Carrier.Options options, RecordBuilder builder,
            @Nullable BarrierFile barrierFile) {
        this.header = header;
        this.files = files;
        this.builder = builder;
        this.barrierFile = barrierFile;
        this.crc = header.predecessor().crc();
        this.progress = new Progress(header.firstSequence() - 1);
        this.appended = new AppendedMark(header.firstSequence() - 1, crc);
        this.space = new SpaceAhead(files, options.aheadBytes(), progress);
        this.barrier = barrierFile == null
                ? null
                : new GroupCommit(header.durability(), files, barrierFile, header.incarnation(), progress, appended);
    }

    /// Appends the header, and forces it at a level that promises that. Where there is no space, nothing has been written.
    void begin() throws IOException {
        finishHeader();
        while (!files.hasRoom(builder.bytes())) {
            if (files.allocate() == Carrier.Allocation.NO_SPACE) {
                throw new Storage.NoSpaceException(
                        "there is no space for its first record: make some, then start again");
            }
        }
        append();
        if (barrier != null && barrierFile != null) {
            barrier.force();
            barrierFile.force();
        }
    }

    @Override
    public Durability durability() {
        return header.durability();
    }

    @Override
    public boolean append(JournalEntry entry) {
        progress.check();
        try {
            if (!add(entry)) {
                return false;
            }
        } catch (RuntimeException failed) {
            if (!progress.hasFailed()) {
                progress.fail(new JournalException(JournalException.Kind.IO,
                        "an entry could not be made a record of the journal: " + failed.getMessage(), failed));
            }
            throw failed;
        }
        holdsTick |= entry instanceof JournalEntry.Tick;
        if (header.durability().level() == Durability.Level.NONE) {
            progress.durable(entry.sequence());
        }
        return true;
    }

    private boolean add(JournalEntry entry) {
        if (finished && !appendFinished()) {
            return false;
        }
        if (!builder.isEmpty() && builder.add(entry)) {
            return true;
        }
        return flush() && beginRecord() && builder.add(entry);
    }

    /// Begins a new file if it is time for one.
    private boolean beginRecord() {
        if (!files.isFull(likelyBytes)) {
            return true;
        }
        try {
            files.roll();
        } catch (IOException failed) {
            throw cannotAppend(failed);
        }
        finishHeader();
        return appendFinished();
    }

    private void finishHeader() {
        builder.finishHeader(++fileNumber, crc);
        finished = true;
    }

    @Override
    public boolean flush() {
        progress.check();
        if (!finished) {
            if (builder.isEmpty()) {
                return true;
            }
            builder.finish(crc);
            finished = true;
        }
        return appendFinished();
    }

    /// Flushes without the companions, none of which may run: makes the space that is missing. False if the disk has none.
    boolean flushAlone() {
        while (!flush()) {
            if (space.step(() -> {}) == Carrier.Allocation.NO_SPACE) {
                return false;
            }
        }
        return true;
    }

    private boolean appendFinished() {
        if (!files.hasRoom(builder.bytes())) {
            waits = true;
            space.want();
            return false;
        }
        waits = false;
        try {
            append();
        } catch (IOException failed) {
            throw cannotAppend(failed);
        }
        return true;
    }

    private void append() throws IOException {
        int bytes = builder.bytes();
        files.append(builder.address(), bytes);
        crc = builder.crc();
        long sequence = builder.lastSequence();
        builder.reset();
        finished = false;
        likelyBytes = Math.max(likelyBytes, bytes);
        recordBytes += bytes;
        appended.set(sequence, crc);
        space.used(bytes);
        if (barrier != null) {
            barrier.appended(bytes, holdsTick);
        } else if (header.durability().level() == Durability.Level.PROCESS) {
            progress.durable(sequence);
        }
        holdsTick = false;
    }

    private JournalException cannotAppend(IOException failed) {
        return progress.fail(new JournalException(JournalException.Kind.IO,
                "the journal could not be written at %s (%s): nothing more is taken; what is durable stays, start again when the disk is sound"
                        .formatted(files.file(), failed.getMessage()),
                failed));
    }

    @Override
    public long durableSequence() {
        return progress.durableSequence();
    }

    @Override
    public boolean isDiskLow() {
        return waits && space.isLow();
    }

    @Override
    public Position position() {
        return new Position(header.incarnation(), builder.lastSequence());
    }

    @Override
    public long recordBytes() {
        return recordBytes;
    }

    /// How many files the incarnation has got. Writer.
    public int files() {
        return fileNumber;
    }

    @Override
    public List<Companion> companions() {
        return barrier == null ? List.of(space) : List.of(barrier, space);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        progress.close();
        space.wake();
        if (barrier != null) {
            barrier.wake();
        }
        if (!progress.awaitCompanions(COMPANIONS_END_SECONDS, TimeUnit.SECONDS)) {
            throw progress.fail(new JournalException(JournalException.Kind.IO,
                    "the disk has not answered for %d s at %s: what was not yet durable may be lost"
                            .formatted(COMPANIONS_END_SECONDS, files.file())));
        }
        try {
            forceTheLast();
        } finally {
            release();
        }
    }

    private void forceTheLast() {
        if (barrier == null || barrierFile == null || progress.hasFailed()) {
            return;
        }
        if (barrier.isDue()) {
            barrier.force();
        }
        try {
            barrierFile.force();
        } catch (IOException ignored) {
            LOG.warn("the barrier's place could not be forced ({}): the next start takes an older one",
                    ignored.getMessage());
        }
    }

    private void release() {
        try (RecordBuilder _ = builder; BarrierFile _ = barrierFile) {
            files.close();
        } catch (IOException failed) {
            LOG.warn("the files of the journal could not be closed in order ({}); what is durable stays",
                    failed.getMessage());
        }
    }
}
