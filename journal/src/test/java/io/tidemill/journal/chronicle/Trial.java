// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Carrier.Allocation;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// A directory that records are appended to and read from: each has one byte all over, which tells them apart.
final class Trial implements AutoCloseable {
    private static final int MOST_READ_BYTES = 4 << 20;
    private static final int LENGTH = 0x3fff_ffff;

    final ChronicleCarrier carrier = new ChronicleCarrier(new FileStorage());
    final Path directory;
    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 26);
    private final Buffer memory = Buffer.allocate(budget, "record", 16 << 20);

    Trial(Path directory) {
        this.directory = directory;
    }

    Carrier.Writer create(Carrier.Options options) throws IOException {
        return carrier.create(directory, options);
    }

    static Allocation allocateAll(Carrier.Writer writer) throws IOException {
        Allocation allocation = writer.allocate();
        while (allocation == Allocation.GREW) {
            allocation = writer.allocate();
        }
        return allocation;
    }

    /// Appends where there is room; in a new file if the one at hand is full.
    void append(Carrier.Writer writer, int bytes, int filler) throws IOException {
        if (writer.isFull(bytes)) {
            writer.roll();
        }
        while (!writer.hasRoom(bytes)) {
            if (writer.allocate() == Allocation.NO_SPACE) {
                throw new IOException("no space for the test");
            }
        }
        appendAtOnce(writer, bytes, filler);
    }

    void appendAtOnce(Carrier.Writer writer, int bytes, int filler) throws IOException {
        Memory.fill(memory.address(), bytes, (byte) filler);
        writer.append(memory.address(), bytes);
    }

    /// The bytes that records are made of, in the order of all files, as a scan finds them.
    List<Integer> fillers() throws IOException {
        List<Integer> fillers = new ArrayList<>();
        for (Path file : carrier.files(directory)) {
            ByteBuffer bytes = head(file);
            long from = 0;
            for (long place = carrier.nextRecord(bytes, 0, from); place >= 0; place = carrier
                    .nextRecord(bytes, 0, from)) {
                fillers.add((int) bytes.get((int) place));
                from = place + (bytes.getInt((int) place - 4) & LENGTH);
            }
        }
        return fillers;
    }

    private static ByteBuffer head(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_READ_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file)) {
            while (bytes.hasRemaining() && channel.read(bytes) > 0) {
                // until all is there
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() {
        memory.close();
        budget.close();
    }
}
