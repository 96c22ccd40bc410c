// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tidemill.journal.Carrier.Allocation;
import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.simulation.SimulatedStorage;
import io.tidemill.journal.simulation.SimulatedStorage.Operation;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The file carrier on a disk that fails once, and on one that is full.
class FaultyDiskTest {
    private static final Set<Operation> CHANGES = Set.of(Operation.CREATE, Operation.WRITE, Operation.FORCE,
            Operation.FORCE_DIRECTORY);

    private final MemoryBudget budget = MemoryBudget.limited("test", 256 << 20);

    @AfterEach
    void nothingLeaks() {
        budget.close();
    }

    private static JournalRig.Place place(SimulatedStorage storage) {
        return new JournalRig.Place(storage, new FileCarrier(storage), Path.of("/data"));
    }

    private static boolean workWithFault(JournalRig rig, SimulatedStorage storage, int step, long[] durable) {
        int[] operations = {0};
        RunningJournal running = rig.start(place(storage), Durability.POWER);
        storage.fault((operation, path) -> {
            if (CHANGES.contains(operation) && operations[0]++ == step) {
                throw new IOException("Input/output error");
            }
        });
        try (running) {
            for (int i = 0; i < 15; i++) {
                running.append(1);
                running.barrier();
                durable[0] = running.journal.durableSequence();
            }
            return false;
        } catch (JournalException failed) {
            assertThat(failed).hasMessageContaining("Input/output error").hasMessageContaining("/data/journal");
            assertThat(failed.kind()).isEqualTo(JournalException.Kind.IO);
            assertStaysFailed(running, durable[0]);
            return true;
        }
    }

    /// The disk works again, but nobody knows what it has lost.
    private static void assertStaysFailed(RunningJournal running, long durable) {
        assertThatThrownBy(running::tryAppend).isInstanceOf(JournalException.class);
        assertThatThrownBy(running.journal::flush).isInstanceOf(JournalException.class);
        running.close();
        assertThat(running.journal.durableSequence()).isEqualTo(durable);
    }

    @Test
    void takesTheFirstErrorForFinal() {
        try (JournalRig rig = new JournalRig(budget, 1)) {
            boolean came = true;
            for (int step = 0; came; step++) {
                SimulatedStorage storage = new SimulatedStorage();
                long[] durable = {-1};
                came = workWithFault(rig, storage, step, durable);
                assertThat(came || step > 40).isTrue();
                storage.kill();
                try (RunningJournal again = rig.start(place(storage), Durability.POWER)) {
                    assertThat(again.last()).as("step %d", step).isGreaterThanOrEqualTo(durable[0]);
                    again.append(3);
                }
                rig.assertPrefix(place(storage), durable[0] + 3);
            }
        }
    }

    @Test
    void failsToBeginAsAWhole() {
        try (JournalRig rig = new JournalRig(budget, 1)) {
            boolean came = true;
            for (int step = 0; came; step++) {
                SimulatedStorage storage = new SimulatedStorage();
                try (RunningJournal running = rig.start(place(storage), Durability.POWER)) {
                    running.append(3);
                }
                came = beginWithFault(rig, storage, step);
                assertThat(came || step > 15).isTrue();
                storage.kill();
                assertThat(rig.assertPrefix(place(storage), 2)).as("step %d", step).isEqualTo(2);
                try (RunningJournal running = rig.start(place(storage), Durability.POWER)) {
                    running.append(1);
                }
                assertThat(rig.assertPrefix(place(storage), 3)).isEqualTo(3);
            }
        }
    }

    private static boolean beginWithFault(JournalRig rig, SimulatedStorage storage, int step) {
        int[] operations = {0};
        storage.fault((operation, path) -> {
            if (CHANGES.contains(operation) && operations[0]++ == step) {
                throw new IOException("Input/output error");
            }
        });
        try (RunningJournal _ = rig.start(place(storage), Durability.POWER)) {
            storage.fault((operation, path) -> {});
            return false;
        } catch (JournalException failed) {
            assertThat(failed).hasMessageContaining("Input/output error");
            return true;
        }
    }

    @Test
    void waitsForSpaceAndLosesNothing() {
        try (JournalRig rig = new JournalRig(budget, 2)) {
            SimulatedStorage storage = new SimulatedStorage();
            try (RunningJournal running = rig.start(place(storage), Durability.PROCESS)) {
                for (int shortage = 0; shortage < 10; shortage++) {
                    storage.capacityBytes(storage.usedBytes());
                    long before = running.last();
                    while (running.tryAppend() && running.journal.flush()) {
                        running.allocate();
                        assertThat(running.last() - before).isLessThan(1000);
                    }
                    assertThat(running.allocate()).isEqualTo(Allocation.NO_SPACE);
                    assertThat(running.journal.isDiskLow()).isTrue();
                    assertThat(running.journal.flush()).isFalse();
                    assertThat(running.journal.isDiskLow()).isTrue();

                    storage.capacityBytes(storage.usedBytes() + 100_000);
                    assertThat(running.allocate()).isEqualTo(Allocation.ENOUGH);
                    assertThat(running.journal.isDiskLow()).isFalse();
                    running.flushWithRoom();
                    running.append(1);
                }
                assertThat(running.journal.durableSequence()).isEqualTo(running.last());
            }
            rig.assertPrefix(place(storage), 10);
        }
    }

    @Test
    void leavesNothingBehindWhereThereIsNoSpaceToBegin() {
        try (JournalRig rig = new JournalRig(budget, 2)) {
            SimulatedStorage storage = new SimulatedStorage();
            rig.start(place(storage), Durability.POWER).close();
            long used = storage.usedBytes();
            for (int more = 0; more < 3000; more += 500) {
                storage.capacityBytes(used + 4096 + more);
                try {
                    rig.start(place(storage), Durability.POWER).close();
                    break;
                } catch (JournalException failed) {
                    assertThat(failed).hasMessageContaining("space");
                    assertThat(storage.usedBytes()).isEqualTo(used);
                }
            }
            storage.capacityBytes(Long.MAX_VALUE);
            try (RunningJournal running = rig.start(place(storage), Durability.POWER)) {
                running.append(1);
            }
            rig.assertPrefix(place(storage), 0);
        }
    }
}
