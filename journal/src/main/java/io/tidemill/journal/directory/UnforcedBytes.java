// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Storage;
import io.tidemill.journal.record.RecordLayout;
import io.tidemill.memory.MemoryBudget;

/// What earlier incarnations have left to the system, and no barrier has covered.
///
/// A process that died has left its last writes there, and below POWER nothing was ever forced. Forcing it now would not do: pages
/// that a force, or the system by itself, has failed to write are taken for written from then on. They read as if nothing had
/// happened, until memory is short or the power fails, and no later force writes them. So the same bytes are written once more,
/// which makes the system write them, and then forced: before they are read for good, because a page may be dropped at any time.
///
/// What a barrier has covered was written. What its place speaks of is an incarnation at POWER, and there those before it were
/// secured when it began. So it takes as long as the bytes behind the last barrier: few, but for starts below POWER, of which all is
/// written again once.
final class UnforcedBytes {
    private static final int BLOCK_BYTES = 64 << 10; // of the file system, at most: it is written as a whole

    private final JournalFiles files;
    private final BarrierFile.@Nullable Place place;
    private final FileRecords records;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    private final ByteBuffer zeros = ByteBuffer.allocateDirect(BLOCK_BYTES);

    private UnforcedBytes(JournalFiles files, BarrierFile.@Nullable Place place, FileRecords records) {
        this.files = files;
        this.place = place;
        this.records = records;
    }

    /// Lets all that is in the journals of a data directory survive a power cut.
    static void secure(JournalFiles files, MemoryBudget budget) throws IOException {
        BarrierFile.Place place = BarrierFile.read(files.storage(), files.directory());
        try (FileRecords records = new FileRecords(files, budget)) {
            UnforcedBytes unforced = new UnforcedBytes(files, place, records);
            for (long incarnation : files.incarnations()) {
                if (place == null || incarnation >= place.incarnation()) {
                    unforced.secure(incarnation);
                }
            }
        }
        files.storage().forceDirectory(Incarnations.directory(files.directory()));
        files.storage().forceDirectory(files.directory());
    }

    private void secure(long incarnation) throws IOException {
        long covered = place != null && place.incarnation() == incarnation ? place.sequence() : -1;
        for (Path path : files.files(incarnation).reversed()) {
            long from = coveredBytes(path, covered);
            try (Storage.File file = files.storage().reopen(path)) {
                writeAgain(file, from / BLOCK_BYTES * BLOCK_BYTES);
                file.force();
            }
            if (from > 0) {
                break; // barriers come to a file when they have covered those before it
            }
        }
        files.storage().forceDirectory(Incarnations.directory(files.directory(), incarnation));
    }

    /// Where the first record of a file ends, or lies, behind which no barrier has covered anything.
    private long coveredBytes(Path path, long covered) {
        records.open(path);
        long end = 0;
        while (records.look(end) == null && RecordLayout.sequence(records.record()) <= covered) {
            end = records.end();
        }
        records.closeFile();
        return end;
    }

    /// A block in which nothing but zeros are stays as it is: nothing else was ever there, and it may take no space yet.
    private void writeAgain(Storage.File file, long from) throws IOException {
        for (long at = from; file.read(block.clear(), at) > 0;) {
            int length = block.flip().limit();
            if (!block.equals(zeros.position(0).limit(length))) {
                file.write(block, at);
            }
            at += length;
        }
    }
}
