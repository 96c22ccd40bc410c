// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.journal.Durability;
import io.tidemill.journal.Durability.Level;
import io.tidemill.journal.JournalException;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Processes that are killed, by the system, while they append: what they called durable is there.
class KillTest {
    private static final List<String> NAMESPACE = List.of("unshare", "--pid", "--fork", "--mount-proc",
            "--kill-child=KILL");

    private final MemoryBudget budget = MemoryBudget.limited("test", 512 << 20);

    @TempDir
    Path temporary;

    @AfterEach
    void nothingLeaks() {
        budget.close();
    }

    /// Starts a victim, kills it when it has called so many entries durable, and answers the last that it did.
    private long killAfter(List<String> command, long entries) throws Exception {
        long started = System.nanoTime();
        try (VictimProcess victim = VictimProcess.start(command, temporary)) {
            assertThat(System.nanoTime() - started).as("time to start").isLessThan(Duration.ofSeconds(60).toNanos());
            victim.awaitDurable(entries);
            return victim.kill();
        }
    }

    private void killAndRecover(String carrier, Level level, List<String> before, int kills, long seed)
            throws Exception {
        Path directory = temporary.resolve("data");
        JournalRig.Place place = TestedCarriers.place(carrier, directory);
        Random random = new Random(seed);
        try (JournalRig rig = new JournalRig(budget, Victim.SEED)) {
            for (int kill = 0; kill < kills; kill++) {
                long durable = killAfter(Victim.command(before, carrier, directory, new Durability(level, 0, 0)),
                        random.nextInt(300));
                rig.assertPrefix(place, durable);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "chronicle"})
    void losesNothingDurable(String carrier) throws Exception {
        killAndRecover(carrier, Level.PROCESS, List.of(), 2, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "chronicle"})
    @Tag("faults")
    void losesNothingDurableOverManyKills(String carrier) throws Exception {
        killAndRecover(carrier, Level.PROCESS, List.of(), 30, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "chronicle"})
    @Tag("faults")
    void losesNothingDurableOverManyKillsAtPower(String carrier) throws Exception {
        killAndRecover(carrier, Level.POWER, List.of(), 30, 3);
    }

    /// A container's process has the same id after each restart.
    @ParameterizedTest
    @ValueSource(strings = {"file", "chronicle"})
    void startsAgainUnderTheSameProcessId(String carrier) throws Exception {
        Assumptions.assumeTrue(hasNamespaces(), "this system does not allow unshare --pid: not tried");
        killAndRecover(carrier, Level.PROCESS, NAMESPACE, 2, 4);
    }

    private boolean hasNamespaces() throws InterruptedException {
        try {
            Process tried = new ProcessBuilder(
                    List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child=KILL", "true"))
                    .redirectErrorStream(true)
                    .redirectOutput(temporary.resolve("unshare").toFile())
                    .start();
            return tried.waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    @Test
    void refusesASecondProcessAtOnce() throws Exception {
        Path directory = temporary.resolve("data");
        JournalRig.Place place = TestedCarriers.place("file", directory);
        JournalRig.open(place).close(); // loads what is not measured below
        List<String> command = Victim.command(List.of(), "file", directory, Durability.PROCESS);
        try (VictimProcess first = VictimProcess.start(command, temporary)) {
            long before = System.nanoTime();
            assertThatThrownBy(() -> JournalRig.open(place)).isInstanceOf(JournalException.class)
                    .hasMessageContaining(directory.toString())
                    .extracting(failed -> ((JournalException) failed).kind())
                    .isEqualTo(JournalException.Kind.LOCKED);
            assertThat(System.nanoTime() - before).isLessThan(Duration.ofSeconds(1).toNanos());
            first.kill();
        }
        JournalRig.open(place).close();
    }
}
