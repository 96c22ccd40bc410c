// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.management.ThreadMXBean;
import io.tidemill.journal.Carrier;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

/// What carriers leave to the garbage collector: nothing for an append, something for a file.
@Tag("alone")
class AppendGarbageTest {
    private static final int RECORD_BYTES = 4096;
    private static final Carrier.Options OPTIONS = new Carrier.Options(4 << 20, 1 << 20, false, RECORD_BYTES);
    private static final int FILES = 40;
    private static final int MOST_BYTES_PER_ROLL = 256;
    private static final int MOST_BYTES_PER_FILE = 256 << 10;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
    private final Buffer record = Buffer.allocate(budget, "record", RECORD_BYTES);

    @TempDir
    Path temporary;

    @AfterEach
    void nothingLeaks() {
        record.close();
        budget.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "chronicle"})
    void appendsLeaveNone(String carrier) throws IOException {
        Path directory = Files.createDirectory(temporary.resolve("files"));
        long leastPerFile = Long.MAX_VALUE;
        long leastAtRoll = Long.MAX_VALUE;
        long leastAllocating = Long.MAX_VALUE;
        try (Carrier.Writer writer = TestedCarriers.place(carrier, temporary).carrier().create(directory, OPTIONS)) {
            append(writer, 1);
            for (int file = 0; file < FILES; file++) { // until the compiler has seen enough
                long allocating = 0;
                long appending = 0;
                while (!writer.isFull(RECORD_BYTES)) {
                    allocating += allocate(writer);
                    appending += append(writer, 100);
                }
                leastPerFile = Math.min(leastPerFile, appending);
                leastAllocating = Math.min(leastAllocating, allocating);
                long before = threads.getCurrentThreadAllocatedBytes();
                writer.roll();
                leastAtRoll = Math.min(leastAtRoll,
                        threads.getCurrentThreadAllocatedBytes() - before + append(writer, 1));
            }
        }
        System.out.printf(
                "carrier %s: %,d bytes of garbage for the 1,000 appends of a file, %,d where a file is left for the next,"
                        + " %,d on the allocating thread for each file%n",
                carrier, leastPerFile, leastAtRoll, leastAllocating);
        assertThat(leastPerFile).isZero();
        assertThat(leastAtRoll).as("the writer opens, maps and reads no file").isLessThan(MOST_BYTES_PER_ROLL);
        assertThat(leastAllocating).isLessThan(MOST_BYTES_PER_FILE);
    }

    /// What was left by it.
    private long allocate(Carrier.Writer writer) throws IOException {
        long before = threads.getCurrentThreadAllocatedBytes();
        while (writer.allocate() == Carrier.Allocation.GREW) {
            // until there is enough
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /// What was left by them, as many as there is room for.
    private long append(Carrier.Writer writer, int records) throws IOException {
        if (!writer.hasRoom(RECORD_BYTES)) {
            allocate(writer);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < records && writer.hasRoom(RECORD_BYTES); i++) {
            writer.append(record.address(), RECORD_BYTES);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
