// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.simulation.SimulatedStorage;
import io.tidemill.journal.simulation.SimulatedStorage.Operation;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

/// A force that fails once, and a system that from then on takes for written what it has not written: starts that follow at once,
/// without a power cut between, rely on no such page. The system drops those pages whenever it likes.
class FailedForceTest {
    private static final Set<Operation> FORCES = Set.of(Operation.FORCE, Operation.FORCE_DIRECTORY);
    private static final int STARTS = 3;
    private static final int CUTS = 5;

    private final MemoryBudget budget = MemoryBudget.limited("test", 256 << 20);

    @AfterEach
    void nothingLeaks() {
        budget.close();
    }

    private static JournalRig.Place place(SimulatedStorage storage) {
        return new JournalRig.Place(storage, new FileCarrier(storage), Path.of("/data"));
    }

    /// Starts again and again, and once more if the last start failed. Of all but the last the level is what chance wants.
    ///
    /// @return the last entry that is durable
    private static long startAgainAndAgain(JournalRig rig, SimulatedStorage storage, RandomGenerator random) {
        long durable = -1;
        boolean hasFailed = false;
        for (int start = 1; start <= STARTS || hasFailed; start++) {
            hasFailed = false;
            Durability durability = start >= STARTS || random.nextInt(3) > 0 ? Durability.POWER : Durability.PROCESS;
            boolean isForced = durability.level() == Durability.Level.POWER;
            try (RunningJournal running = rig.start(place(storage), durability)) {
                assertThat(running.last()).as("what start %d has found", start).isGreaterThanOrEqualTo(durable);
                for (int i = 0; i < 6; i++) {
                    durable = isForced ? running.journal.durableSequence() : durable;
                    running.append(1 + random.nextInt(3));
                    if (isForced && random.nextBoolean()) {
                        running.barrier();
                    }
                }
                durable = isForced ? running.journal.durableSequence() : durable;
            } catch (JournalException failed) {
                hasFailed = true;
                assertThat(failed).hasMessageContaining("Input/output error");
            }
        }
        return durable;
    }

    /// Lets every force fail in turn; answers how many there were.
    private int failAtEveryForce(long seed) {
        try (JournalRig rig = new JournalRig(budget, seed)) {
            boolean came = true;
            int step = 0;
            for (; came; step++) {
                RandomGenerator random = new SplittableRandom(seed * 1_000_000 + step);
                SimulatedStorage storage = new SimulatedStorage();
                int failing = step;
                int rarity = 16 << random.nextInt(5);
                int[] forces = {0};
                storage.fault((operation, path) -> {
                    if (random.nextInt(rarity) == 0) {
                        storage.evict(random);
                    }
                    if (FORCES.contains(operation) && forces[0]++ == failing) {
                        throw new IOException("Input/output error");
                    }
                });
                try {
                    long durable = startAgainAndAgain(rig, storage, random);
                    for (int cut = 0; cut < CUTS; cut++) {
                        rig.assertPrefix(place(storage.afterPowerCut(random)), durable);
                    }
                } catch (AssertionError | RuntimeException failed) {
                    throw new AssertionError("seed %d, force %d".formatted(seed, step), failed);
                }
                came = forces[0] > step;
            }
            return step - 1;
        }
    }

    private int failAtEveryForce(long firstSeed, int seeds) {
        int forces = 0;
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            forces += failAtEveryForce(seed);
        }
        return forces;
    }

    @Test
    void isGotOverByTheNextStart() {
        assertThat(failAtEveryForce(1, 10)).isGreaterThan(100);
    }

    /// What takes time grows with what no barrier has covered, not with the journal.
    @Test
    void isNoReasonToWriteAgainWhatABarrierHasCovered() throws IOException {
        SimulatedStorage storage = new SimulatedStorage();
        List<Path> files = new ArrayList<>();
        Set<Path> written = new TreeSet<>();
        try (JournalRig rig = new JournalRig(budget, 1)) {
            try (RunningJournal running = rig.start(place(storage), Durability.POWER)) {
                running.append(100);
            }
            files.addAll(new FileCarrier(storage).files(Incarnations.directory(place(storage).path(), 1)));
            storage.fault((operation, path) -> {
                if (operation == Operation.WRITE && files.contains(path)) {
                    written.add(path);
                }
            });
            rig.start(place(storage), Durability.POWER).close();
        }
        assertThat(files).hasSizeGreaterThan(3);
        assertThat(written).isSubsetOf(Set.of(files.getLast()));
    }

    /// A carrier's files may be much longer than what is in them, and take no space for the rest.
    @Test
    void isNoReasonToWriteZeros() {
        SimulatedStorage storage = new SimulatedStorage();
        List<Path> written = new ArrayList<>();
        try (JournalRig rig = new JournalRig(budget, 1)) {
            RunningJournal running = rig.start(place(storage), Durability.PROCESS, 1 << 20, 1 << 20);
            running.allocate();
            running.append(10);
            running.letGoOfTheDirectory();
            storage.kill();
            Path first = Incarnations.directory(place(storage).path(), 1);
            storage.fault((operation, path) -> {
                if (operation == Operation.WRITE && path.startsWith(first)) {
                    written.add(path);
                }
            });
            rig.start(place(storage), Durability.POWER).close();
            assertThat(rig.scan(place(storage)).facts().lastSequence()).isEqualTo(9);
            running.journal.close();
        }
        assertThat(written).as("blocks").hasSize(1);
    }

    @Test
    @Tag("faults")
    void isGotOverByTheNextStartThousandsOfTimes() {
        int forces = failAtEveryForce(11, 200);
        System.out.printf("%,d failed forces, %d power cuts behind each: nothing durable lost%n", forces, CUTS);
        assertThat(forces).isGreaterThan(2_000);
    }
}
