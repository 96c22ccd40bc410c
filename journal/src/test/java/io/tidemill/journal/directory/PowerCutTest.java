// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tidemill.journal.Durability;
import io.tidemill.journal.Durability.Level;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.simulation.SimulatedStorage;
import io.tidemill.journal.simulation.SimulatedStorage.Operation;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

/// The file carrier on a disk that dies at every step: what was durable is recovered, and nothing that was not written.
class PowerCutTest {
    private final MemoryBudget budget = MemoryBudget.limited("test", 256 << 20);

    @AfterEach
    void nothingLeaks() {
        budget.close();
    }

    private static JournalRig.Place place(SimulatedStorage storage) {
        return new JournalRig.Place(storage, new FileCarrier(storage), Path.of("/data"));
    }

    /// A few starts of an engine that come to an end at some step.
    ///
    /// @param durable the last sequence that was durable, taken down as it moves
    private static void work(JournalRig rig, SimulatedStorage storage, Durability durability, RandomGenerator random,
            long[] durable) {
        for (int start = 0; start < 3; start++) {
            try (RunningJournal running = rig.start(place(storage), durability)) {
                for (int i = 0; i < 12; i++) {
                    running.appendWithRoom();
                    if (random.nextInt(3) > 0) {
                        running.flushWithRoom();
                    }
                    if (durability.level() == Level.POWER && random.nextInt(2) > 0) {
                        running.barrier();
                    }
                    durable[0] = running.journal.durableSequence();
                }
            }
            durable[0] = Math.max(durable[0], rig.scan(place(storage)).facts().lastSequence());
        }
    }

    /// Works until the n-th operation that changes anything; false if there is none.
    private static boolean workUntil(int step, int writtenBytes, JournalRig rig, SimulatedStorage storage,
            Durability durability, long[] durable) {
        int[] operations = {0};
        storage.fault((operation, path) -> {
            if (operation != Operation.READ && operations[0]++ == step) {
                throw new SimulatedStorage.End(writtenBytes);
            }
        });
        try {
            work(rig, storage, durability, new SplittableRandom(11), durable);
            return false;
        } catch (JournalException failed) {
            assertThat(JournalRig.isOf(SimulatedStorage.End.class, failed)).as("%s", failed).isTrue();
            return true;
        }
    }

    private void cutAtEveryStep(long seed, int cuts) {
        try (JournalRig rig = new JournalRig(budget, seed)) {
            boolean came = true;
            for (int step = 0; came; step++) {
                SimulatedStorage storage = new SimulatedStorage();
                long[] durable = {-1};
                came = workUntil(step, Integer.MAX_VALUE, rig, storage, Durability.POWER, durable);
                assertThat(came || step > 100).as("steps").isTrue();
                for (int cut = 0; cut < cuts; cut++) {
                    RandomGenerator random = new SplittableRandom(seed * 1_000_000 + step * 1_000L + cut);
                    try {
                        recoverTwice(rig, storage, durable[0], random);
                    } catch (AssertionError | RuntimeException failed) {
                        throw new AssertionError("seed %d, step %d, cut %d".formatted(seed, step, cut), failed);
                    }
                }
            }
        }
    }

    /// Recovers, goes on, loses power again, recovers.
    private static void recoverTwice(JournalRig rig, SimulatedStorage before, long durable, RandomGenerator random) {
        SimulatedStorage left = before.afterPowerCut(random);
        long recovered = rig.assertPrefix(place(left), durable);
        try (RunningJournal running = rig.start(place(left), Durability.POWER)) {
            SimulatedStorage again = left.afterPowerCut(random);
            assertThat(rig.assertPrefix(place(again), recovered)).isEqualTo(recovered);
            running.append(5);
            running.barrier();
            running.append(2);
            again = left.afterPowerCut(random);
            rig.assertPrefix(place(again), recovered + 5);
        }
        assertThat(rig.assertPrefix(place(left), recovered + 7)).isEqualTo(recovered + 7);
    }

    /// Kills the process at every step, in the middle of a write if it is one, and goes on with what it has left.
    private void killAtEveryStep(long seed, Durability durability) {
        try (JournalRig rig = new JournalRig(budget, seed)) {
            boolean came = true;
            for (int step = 0; came; step++) {
                SimulatedStorage storage = new SimulatedStorage();
                long[] durable = {-1};
                came = workUntil(step, 13 * step % 200, rig, storage, durability, durable);
                storage.kill();
                try {
                    recoverFromKill(rig, storage, durability, durability.level() == Level.NONE ? -1 : durable[0]);
                } catch (AssertionError | RuntimeException failed) {
                    throw new AssertionError("seed %d, step %d".formatted(seed, step), failed);
                }
            }
        }
    }

    private static void recoverFromKill(JournalRig rig, SimulatedStorage storage, Durability durability, long durable) {
        long recovered = rig.assertPrefix(place(storage), durable);
        try (RunningJournal running = rig.start(place(storage), durability)) {
            running.append(5);
        }
        assertThat(rig.assertPrefix(place(storage), recovered + 5)).isEqualTo(recovered + 5);
    }

    @Test
    void losesNothingDurableToAPowerCut() {
        cutAtEveryStep(1, 2);
    }

    @Test
    @Tag("faults")
    void losesNothingDurableToThousandsOfPowerCuts() {
        for (long seed = 2; seed < 42; seed++) {
            cutAtEveryStep(seed, 10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void losesNothingDurableToAKill(Level level) {
        killAtEveryStep(3, new Durability(level, 0, 0));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("faults")
    void losesNothingDurableToThousandsOfKills(Level level) {
        for (long seed = 4; seed < 40; seed++) {
            killAtEveryStep(seed, new Durability(level, 0, 0));
        }
    }

    /// The test of the tests: a disk that only says that it forces must be found out.
    @Test
    void noticesABarrierThatDoesNothing() {
        try (JournalRig rig = new JournalRig(budget, 5)) {
            SimulatedStorage storage = new SimulatedStorage();
            storage.forgetful();
            RunningJournal running = rig.start(place(storage), Durability.POWER);
            running.append(20);
            running.barrier();
            int losses = 0;
            for (int cut = 0; cut < 50; cut++) {
                SimulatedStorage left = storage.afterPowerCut(new SplittableRandom(cut));
                losses += rig.scan(place(left)).facts().lastSequence() < running.journal.durableSequence() ? 1 : 0;
            }
            assertThat(losses).isGreaterThan(25);
            running.close();
        }
    }
}
