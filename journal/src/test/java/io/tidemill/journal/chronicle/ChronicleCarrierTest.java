// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Carrier.Allocation;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.SparseRollCycles;
import net.openhft.chronicle.wire.DocumentContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChronicleCarrierTest {
    private static final Carrier.Options SMALL = new Carrier.Options(64 << 10, 32 << 10, true, 4_096);

    @TempDir
    private Path directory;

    private Trial trial;

    @BeforeEach
    void begin() {
        trial = new Trial(directory);
    }

    @AfterEach
    void nothingLeaks() {
        trial.close();
    }

    @Test
    void recordsAreReadFromTheFilesAsChronicleReadsThem() throws IOException {
        List<Integer> written = new ArrayList<>();
        try (Carrier.Writer writer = trial.create(SMALL)) {
            for (int i = 1; i <= 100; i++) {
                trial.append(writer, 8 * i, i);
                written.add(i);
                Trial.allocateAll(writer);
                assertThat(trial.fillers()).isEqualTo(written);
            }
            assertThat(fillersOfChroniclesOwnTailer()).isEqualTo(written);
        }
        assertThat(trial.carrier.files(directory)).hasSizeGreaterThan(1);
        assertThat(trial.fillers()).isEqualTo(written);
        assertThat(fillersOfChroniclesOwnTailer()).isEqualTo(written);
    }

    private List<Integer> fillersOfChroniclesOwnTailer() {
        List<Integer> fillers = new ArrayList<>();
        try (ChronicleQueue queue = SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(SparseRollCycles.LARGE_HOURLY_XSPARSE)
                .readOnly(true)
                .build(); ExcerptTailer tailer = queue.createTailer()) {
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        return fillers;
                    }
                    fillers.add((int) Objects.requireNonNull(document.wire()).bytes().readByte());
                }
            }
        }
    }

    @Test
    void filesAreForTheirUserAloneAndNoLongerThanNeeded() throws IOException {
        try (Carrier.Writer writer = trial.create(SMALL)) {
            trial.append(writer, 800, 1);
            Trial.allocateAll(writer);
            requirePrivateFiles(3); // one for Chronicle, one that is written, one that comes next
        }
        requirePrivateFiles(2);
        for (Path file : trial.carrier.files(directory)) {
            assertThat(Files.size(file)).isLessThan(64 << 10);
        }
    }

    private void requirePrivateFiles(int count) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(count).allSatisfy(file -> {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            });
        }
    }

    @Test
    void hasRoomOnlyWhereSpaceIsAllocated() throws IOException {
        try (Carrier.Writer writer = trial.create(SMALL)) {
            assertThat(writer.hasRoom(8)).isFalse();
            assertThat(writer.isFull(8)).isFalse();
            assertThat(Trial.allocateAll(writer)).isEqualTo(Allocation.ENOUGH);
            assertThat(writer.hasRoom(30_000)).isTrue();
            assertThat(writer.hasRoom(200_000)).as("longer than what is kept ahead, and than a file").isFalse();
            Trial.allocateAll(writer);
            assertThat(writer.hasRoom(200_000)).isTrue();
        }
    }

    @Test
    void aFileTakesOneRecordBesideItsHeader() throws IOException {
        try (Carrier.Writer writer = trial.create(new Carrier.Options(16, 16, false, 4_096))) {
            Trial.allocateAll(writer);
            trial.append(writer, 64, 1);
            Trial.allocateAll(writer);
            assertThat(writer.isFull(64)).as("with a header only").isFalse();
            trial.append(writer, 64, 2);
            Trial.allocateAll(writer);
            assertThat(writer.isFull(64)).isTrue();
        }
    }

    @Test
    void aRecordThatIsTooLongIsRefusedBeforeAnythingIsWritten() throws IOException {
        try (Carrier.Writer writer = trial.create(SMALL)) {
            trial.append(writer, 8, 1);
            assertThatThrownBy(() -> writer.append(0, 1 << 20)).isInstanceOf(IOException.class)
                    .hasMessageContaining("1,048,576");
            trial.append(writer, 8, 2);
        }
        assertThat(trial.fillers()).containsExactly(1, 2);
    }

    @Test
    void aThreadThatIsInterruptedAppendsAndRollsAllTheSame() throws IOException {
        List<Integer> written = new ArrayList<>();
        try (Carrier.Writer writer = trial.create(SMALL)) {
            for (int i = 1; i <= 60; i++) {
                Thread.currentThread().interrupt();
                trial.append(writer, 2_000, i);
                Trial.allocateAll(writer);
                writer.force();
                written.add(i);
                assertThat(Thread.interrupted()).isTrue();
            }
        }
        assertThat(trial.fillers()).isEqualTo(written);
    }

    @Test
    void forceFollowsTheWriterThroughItsFiles() throws IOException {
        try (Carrier.Writer writer = trial.create(SMALL)) {
            for (int i = 1; i <= 100; i++) {
                trial.append(writer, 4_000, i);
                Trial.allocateAll(writer);
                if (i % 25 == 0) {
                    writer.force();
                }
            }
        }
        assertThat(trial.fillers()).hasSize(100);
    }
}
