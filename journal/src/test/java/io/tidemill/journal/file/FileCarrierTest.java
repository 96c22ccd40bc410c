// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Carrier.Allocation;
import io.tidemill.journal.simulation.SimulatedStorage;
import io.tidemill.journal.simulation.SimulatedStorage.Operation;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileCarrierTest {
    private static final Path DIRECTORY = Path.of("/data/journal/00000001");
    private static final Carrier.Options SMALL = new Carrier.Options(4096, 2048, true, 4096);

    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
    private final Buffer memory = Buffer.allocate(budget, "record", 8192);
    private final SimulatedStorage storage = new SimulatedStorage();
    private final FileCarrier carrier = new FileCarrier(storage);

    @AfterEach
    void nothingLeaks() {
        memory.close();
        budget.close();
    }

    private Carrier.Writer create(Carrier.Options options) throws IOException {
        storage.createDirectories(DIRECTORY);
        return carrier.create(DIRECTORY, options);
    }

    private static Allocation allocateAll(Carrier.Writer writer) throws IOException {
        Allocation allocation = writer.allocate();
        while (allocation == Allocation.GREW) {
            allocation = writer.allocate();
        }
        return allocation;
    }

    private void append(Carrier.Writer writer, int bytes, int filler) throws IOException {
        Memory.fill(memory.address(), bytes, (byte) filler);
        writer.append(memory.address(), bytes);
    }

    private byte[] content(int file) throws IOException {
        return storage.bytes(carrier.files(DIRECTORY).get(file));
    }

    @Test
    void laysRecordsOneBehindAnother() throws IOException {
        try (Carrier.Writer writer = create(SMALL)) {
            allocateAll(writer);
            append(writer, 64, 1);
            append(writer, 128, 2);
            assertThat(writer.file()).isEqualTo(DIRECTORY.resolve("00000001.journal"));
            assertThat(content(0)).startsWith(1, 1).contains(2).endsWith(0, 0).hasSize(2048);
        }
        assertThat(content(0)).hasSize(192).endsWith(2, 2);
    }

    @Test
    void hasRoomOnlyWhereSpaceIsAllocated() throws IOException {
        try (Carrier.Writer writer = create(SMALL)) {
            assertThat(writer.hasRoom(1)).isFalse();
            assertThat(allocateAll(writer)).isEqualTo(Allocation.ENOUGH);
            assertThat(writer.hasRoom(2048)).isTrue();
            append(writer, 1000, 1);
            assertThat(writer.hasRoom(1049)).isFalse();
            allocateAll(writer);
            assertThat(writer.hasRoom(2048)).isTrue();
            assertThat(writer.hasRoom(6000)).as("longer than what is kept ahead").isFalse();
            allocateAll(writer);
            assertThat(writer.hasRoom(6000)).isTrue();
        }
    }

    @Test
    void makesTheNextFileBeforeItIsNeeded() throws IOException {
        List<Operation> operations = new ArrayList<>();
        try (Carrier.Writer writer = create(SMALL)) {
            allocateAll(writer);
            for (int i = 0; !writer.isFull(512); i++) {
                assertThat(i).isLessThan(100);
                append(writer, 512, 1);
                allocateAll(writer);
            }
            assertThat(carrier.files(DIRECTORY)).hasSize(2);
            storage.fault((operation, path) -> operations.add(operation));
            writer.roll();
            assertThat(operations).as("what a roll costs").isEmpty();
            assertThat(writer.hasRoom(2048)).isTrue();
            append(writer, 512, 2);
            assertThat(writer.isFull(512)).isFalse();
            assertThat(writer.file()).hasFileName("00000002.journal");
        }
        assertThat(content(0)).hasSize(4096);
        assertThat(content(1)).hasSize(512);
    }

    @Test
    void givesAFileOneRecordBesideItsHeader() throws IOException {
        Carrier.Options tiny = new Carrier.Options(16, 16, false, 4096);
        try (Carrier.Writer writer = create(tiny)) {
            assertThat(writer.hasRoom(64)).isFalse();
            allocateAll(writer);
            append(writer, 64, 1);
            allocateAll(writer);
            assertThat(writer.isFull(64)).as("with a header only").isFalse();
            assertThat(writer.hasRoom(64)).isFalse();
            allocateAll(writer);
            append(writer, 64, 2);
            allocateAll(writer);
            assertThat(writer.isFull(64)).isTrue();
        }
    }

    @Test
    void removesTheFileThatWasNotBegun() throws IOException {
        try (Carrier.Writer writer = create(new Carrier.Options(1024, 2048, true, 4096))) {
            allocateAll(writer);
            append(writer, 64, 1);
            allocateAll(writer);
            assertThat(carrier.files(DIRECTORY)).hasSize(2);
        }
        assertThat(carrier.files(DIRECTORY)).hasSize(1);
    }

    @Test
    void forcesFilesThatWereLeft() throws IOException {
        List<String> forced = new ArrayList<>();
        try (Carrier.Writer writer = create(SMALL)) {
            allocateAll(writer);
            append(writer, 64, 1);
            append(writer, 4000, 1);
            allocateAll(writer);
            writer.roll();
            append(writer, 64, 2);
            storage.fault((operation, path) -> {
                if (operation == Operation.FORCE) {
                    forced.add(path.getFileName().toString());
                }
            });
            writer.force();
            writer.force();
        }
        assertThat(forced).containsExactly("00000001.journal", "00000002.journal", "00000002.journal");
    }

    @Test
    void keepsALeftFileOpenUntilItWasForced() throws IOException {
        try (Carrier.Writer writer = create(SMALL)) {
            allocateAll(writer);
            append(writer, 64, 1);
            append(writer, 4000, 1);
            allocateAll(writer);
            writer.roll();
            writer.force();
            allocateAll(writer);
            assertThat(content(0)).as("left only with the next record").hasSizeGreaterThan(4064);
            append(writer, 64, 2);
            allocateAll(writer);
            assertThat(content(0)).as("not forced since").hasSizeGreaterThan(4064);
            writer.force();
            allocateAll(writer);
            assertThat(content(0)).hasSize(4064);
        }
    }

    @Test
    void outlastsAFullDisk() throws IOException {
        try (Carrier.Writer writer = create(SMALL)) {
            storage.capacityBytes(storage.usedBytes() + 100);
            assertThat(writer.allocate()).isEqualTo(Allocation.NO_SPACE);
            assertThat(writer.hasRoom(64)).isFalse();
            storage.capacityBytes(Long.MAX_VALUE);
            assertThat(allocateAll(writer)).isEqualTo(Allocation.ENOUGH);
            assertThat(writer.hasRoom(64)).isTrue();
        }
    }

    @Test
    void takesAnyOtherErrorForFinal() throws IOException {
        try (Carrier.Writer writer = create(SMALL)) {
            storage.fault((operation, path) -> {
                if (operation == Operation.WRITE) {
                    throw new IOException("Input/output error");
                }
            });
            assertThatThrownBy(writer::allocate).hasMessage("Input/output error");
        }
    }

    @Test
    void findsNothingBehindTheLastRecord() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(64);
        bytes.putInt(8, 0x45444954);
        assertThat(carrier.nextRecord(bytes, 1000, 1008)).isEqualTo(1008);
        assertThat(carrier.nextRecord(bytes, 1000, 1016)).isEqualTo(-1);
        assertThat(carrier.nextRecord(bytes, 1000, 1064)).isEqualTo(Carrier.NEED_MORE);
        storage.createDirectories(DIRECTORY);
        storage.create(DIRECTORY.resolve("00000001.journal")).close();
        storage.create(DIRECTORY.resolve("notes.txt")).close();
        assertThat(carrier.files(DIRECTORY)).containsExactly(DIRECTORY.resolve("00000001.journal"));
        assertThat(carrier.name()).isEqualTo("file");
    }
}
