// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tidemill.journal.Carrier.Allocation;
import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalException;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Real disks that are full to the last byte: a page without space that was touched would end this process.
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
    private static final int MEGABYTES = 8;
    private static final long FILE_BYTES = 96 << 10;
    private static final long AHEAD_BYTES = 64 << 10;
    private static final int MOST_ENTRIES = 10_000;

    private final MemoryBudget budget = MemoryBudget.limited("test", 256 << 20);

    @TempDir
    Path temporary;

    @AfterEach
    void nothingLeaks() {
        budget.close();
    }

    private MountedDisk disk(String kind) throws IOException {
        return kind.equals("tmpfs")
                ? MountedDisk.tmpfs(temporary, MEGABYTES)
                : MountedDisk.ext4(temporary, MEGABYTES);
    }

    @ParameterizedTest
    @CsvSource({"file,tmpfs", "file,ext4", "chronicle,tmpfs", "chronicle,ext4"})
    void stopsWithoutLossAndGoesOnWhenThereIsSpace(String carrier, String kind) throws Exception {
        try (MountedDisk disk = disk(kind); JournalRig rig = new JournalRig(budget, 9)) {
            JournalRig.Place place = TestedCarriers.place(carrier, disk.directory().resolve("data"));
            try (RunningJournal running = rig.start(place, Durability.POWER, FILE_BYTES, AHEAD_BYTES)) {
                for (int round = 0; round < 3; round++) {
                    running.append(100);
                    disk.fill();
                    appendWhileThereIsRoom(running, disk);
                    assertThat(running.allocate()).isEqualTo(Allocation.NO_SPACE);
                    assertThat(running.journal.isDiskLow()).isTrue();
                    running.barrier();
                    assertThat(running.tryAppend() && running.journal.flush()).isFalse();
                    disk.free();
                    assertThat(running.allocate()).isEqualTo(Allocation.ENOUGH);
                    assertThat(running.journal.isDiskLow()).isFalse();
                    running.flushWithRoom();
                }
                running.append(1);
                running.barrier();
                assertThat(running.journal.durableSequence()).isEqualTo(running.last());
                assertThat(rig.assertPrefix(place, running.last())).isEqualTo(running.last());
            }
            assertThat(rig.scan(place).facts().files()).isGreaterThan(1);
        }
    }

    private static void appendWhileThereIsRoom(RunningJournal running, MountedDisk disk) throws IOException {
        long before = running.last();
        while (running.tryAppend() && running.journal.flush()) {
            if (running.allocate() == Allocation.ENOUGH) {
                disk.fill();
            }
            assertThat(running.last() - before).isLessThan(MOST_ENTRIES);
        }
    }

    @ParameterizedTest
    @CsvSource({"file,tmpfs", "file,ext4", "chronicle,tmpfs", "chronicle,ext4"})
    void leavesNothingBehindWhereThereIsNoSpaceToBegin(String carrier, String kind) throws Exception {
        try (MountedDisk disk = disk(kind); JournalRig rig = new JournalRig(budget, 9)) {
            JournalRig.Place place = TestedCarriers.place(carrier, disk.directory().resolve("data"));
            try (RunningJournal running = rig.start(place, Durability.POWER, FILE_BYTES, AHEAD_BYTES)) {
                running.append(10);
            }
            disk.fill();
            assertThatThrownBy(() -> rig.start(place, Durability.POWER, FILE_BYTES, AHEAD_BYTES))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("pace");
            disk.free();
            assertThat(place.storage().list(Incarnations.directory(place.path()))).containsExactly("00000001");
            try (RunningJournal running = rig.start(place, Durability.POWER, FILE_BYTES, AHEAD_BYTES)) {
                running.append(10);
            }
            assertThat(rig.assertPrefix(place, 19)).isEqualTo(19);
        }
    }
}
