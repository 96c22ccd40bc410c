// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.spill;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.Spill;

/// A file without a name that is mapped over reserved addresses, all of them at once; what may be touched is what has been
/// allocated on the disk.
final class SpillFile implements Spill.Place {
    private static final long LEAST_STEP = 64 << 10;
    private static final int STEPS_TO_DOUBLE = 8;
    private static final int BEYOND_LIMIT = Integer.MIN_VALUE;

    private final SpillDirectory directory;
    private final Counted counted;
    private final long mostBytes;
    private final int file;
    private long bytes;

    /// Who counts the space on the disk.
    ///
    /// @param what names the table
    /// @param inMemory what it has before
    record Counted(String what, MemoryBudget inMemory, MemoryBudget onDisk) {}

    private SpillFile(SpillDirectory directory, Counted counted, long mostBytes, int file) {
        this.directory = directory;
        this.counted = counted;
        this.mostBytes = mostBytes;
        this.file = file;
    }

    static SpillFile map(SpillDirectory directory, Counted counted, long address, long bytes) {
        int file = directory.create(counted.what());
        long answer = directory.calls().map(file, address, bytes);
        if (answer < 0) {
            directory.calls().close(file);
            throw directory.refusal(counted.what(), FileCalls.meaning(answer));
        }
        return new SpillFile(directory, counted, bytes, file);
    }

    @Override
    public void ensure(long needed) {
        if (needed <= bytes) {
            return;
        }
        long least = roundedUp(needed);
        long step = roundedUp(bytes + bytes / STEPS_TO_DOUBLE);
        if (step > least && grow(step) == 0) {
            return;
        }
        long more = least - bytes;
        int answer = grow(least);
        if (answer == BEYOND_LIMIT) {
            throw refusal(more, "raise the limit of spillTo, or stateBudget, or keep less");
        }
        if (answer < 0) {
            throw refusal(more, FileCalls.meaning(answer));
        }
    }

    /// Answers 0, or the negative number of an error.
    private int grow(long wanted) {
        long more = Math.min(wanted, mostBytes) - bytes;
        if (!counted.onDisk().tryReserve(counted.what(), more)) {
            return BEYOND_LIMIT;
        }
        int answer = directory.calls().allocate(file, bytes, more);
        if (answer < 0) {
            counted.onDisk().release(more);
        } else {
            bytes += more;
        }
        return answer;
    }

    private static long roundedUp(long wanted) {
        return (wanted + LEAST_STEP - 1) & -LEAST_STEP;
    }

    private MemoryLimitException refusal(long more, String why) {
        MemoryBudget memory = counted.inMemory();
        MemoryBudget disk = counted.onDisk();
        return new MemoryLimitException(
                "%s needs %,d more bytes: state has %,d of %,d bytes in memory, and %,d of %,d bytes on disk in %s are left: %s"
                        .formatted(counted.what(), more, memory.usedBytes(), memory.limitBytes(),
                                Math.max(0, disk.availableBytes()), disk.limitBytes(), directory.path(), why));
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        directory.calls().close(file);
        counted.onDisk().release(bytes);
        bytes = 0;
    }
}
