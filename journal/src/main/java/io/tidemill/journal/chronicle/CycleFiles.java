// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.tidemill.journal.file.AllocatedFile;
import io.tidemill.journal.file.FileForm;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.rollcycles.SparseRollCycles;

/// Files as Chronicle counts them: in cycles of a clock. Here a cycle is the number of a file, and nothing else.
///
/// A store into a page of a mapped file for which the disk has no space kills the process. So zeros are written through a channel
/// first, which fails in order, by whole pages of any system, and with some to spare behind each record.
final class CycleFiles implements FileForm {
    /// Its index gets an entry every 2^20 records and a new block every 2^31: no file has as many, so the only blocks are those that
    /// are written when it is begun.
    static final RollCycle CYCLES = SparseRollCycles.LARGE_HOURLY_XSPARSE;

    /// The largest page of any system: where only a part of one has space, a store into that part is refused too.
    static final int UNIT_BYTES = 64 << 10;
    /// A header in front of a record; behind it zeros where the next header will be, or the mark of the end.
    private static final int MARGIN_BYTES = 64;

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern(CYCLES.format(), Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final CycleQueue queue;

    CycleFiles(CycleQueue queue) {
        this.queue = queue;
    }

    static long millis(int cycle) {
        return (long) cycle * CYCLES.lengthInMillis();
    }

    @Override
    public String name(int number) {
        return NAME.format(Instant.ofEpochMilli(millis(number))) + SingleChronicleQueue.SUFFIX;
    }

    @Override
    public int unitBytes() {
        return UNIT_BYTES;
    }

    @Override
    public int frontBytes() {
        return UNIT_BYTES;
    }

    @Override
    public int marginBytes() {
        return MARGIN_BYTES;
    }

    @Override
    public Begun begin(AllocatedFile file, long allocatedBytes) throws IOException {
        return queue.begin(file.number(), allocatedBytes);
    }

    @Override
    public void close() throws IOException {
        queue.close();
    }
}
