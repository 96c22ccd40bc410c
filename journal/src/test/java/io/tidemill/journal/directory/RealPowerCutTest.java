// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.journal.Durability;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

/// A real file system that is shut down under a process that writes: what that process called durable is there when the disk is
/// mounted again.
@Tag("faults")
class RealPowerCutTest {
    private static final int CUTS = 40;
    private static final int MOST_ENTRIES = 400; // durable before the cut
    private static final int DISK_MEGABYTES = 256;

    private final MemoryBudget budget = MemoryBudget.limited("test", 512 << 20);

    @TempDir
    Path temporary;

    @AfterEach
    void nothingLeaks() {
        budget.close();
    }

    /// Lets a process write until it has called some entries durable, cuts the power, and answers the last of them.
    private long cutUnderLoad(MountedDisk disk, String carrier, Durability durability, int entries) throws Exception {
        List<String> command = Victim.command(List.of(), carrier, disk.directory().resolve("data"), durability);
        long durable;
        try (VictimProcess victim = VictimProcess.start(command, temporary)) {
            victim.awaitDurable(entries);
            disk.cutPower();
            durable = victim.kill();
        }
        disk.powerOn();
        return durable;
    }

    private static Durability durability(int cut) {
        return cut % 2 == 0 ? Durability.POWER : Durability.powerEvery(Duration.ofMillis(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "chronicle"})
    void losesNothingDurable(String carrier) throws Exception {
        Random random = new Random(1);
        long acknowledged = 0;
        long beyond = 0;
        try (MountedDisk disk = MountedDisk.ext4(temporary, DISK_MEGABYTES);
                JournalRig rig = new JournalRig(budget, Victim.SEED)) {
            JournalRig.Place place = TestedCarriers.place(carrier, disk.directory().resolve("data"));
            for (int cut = 0; cut < CUTS; cut++) {
                long durable = cutUnderLoad(disk, carrier, durability(cut), random.nextInt(MOST_ENTRIES));
                long recovered = rig.assertPrefix(place, durable);
                acknowledged = durable + 1;
                beyond += recovered - durable;
            }
        }
        System.out.printf(
                "%d power cuts on ext4, carrier %s: %,d entries acknowledged, 0 lost; %,d came back that were not%n",
                CUTS, carrier, acknowledged, beyond);
    }

    /// The test of the tests: without barriers there are losses, and they are seen.
    @ParameterizedTest
    @ValueSource(strings = {"file", "chronicle"})
    void noticesABarrierThatDoesNothing(String carrier) throws Exception {
        int cuts = 3;
        int losses = 0;
        long lost = 0;
        for (int cut = 0; cut < cuts; cut++) {
            try (MountedDisk disk = MountedDisk.ext4(temporary, DISK_MEGABYTES);
                    JournalRig rig = new JournalRig(budget, Victim.SEED)) {
                long durable = cutUnderLoad(disk, TestedCarriers.UNFORCED + carrier, durability(cut), 100);
                long missing = durable - lastSequence(rig, carrier, disk);
                losses += missing > 0 ? 1 : 0;
                lost += missing;
            }
        }
        System.out.printf("%d power cuts on ext4, carrier %s, no barriers: %,d entries lost in %d of them%n", cuts,
                carrier, lost, losses);
        assertThat(losses).as("cuts that lost what no barrier kept").isEqualTo(cuts);
    }

    private static long lastSequence(JournalRig rig, String carrier, MountedDisk disk) {
        Path directory = disk.directory().resolve("data");
        return Files.exists(directory)
                ? rig.scan(TestedCarriers.place(carrier, directory)).facts().lastSequence()
                : -1;
    }
}
