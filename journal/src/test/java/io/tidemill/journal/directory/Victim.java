// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.tidemill.journal.Durability;
import io.tidemill.memory.MemoryBudget;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A process that writes a journal until it is killed, and says on its output how far it is durable. See [VictimProcess].
///
/// It never ends by itself, and waits where the disk is far behind: a barrier may take seconds.
final class Victim {
    static final long SEED = 77;
    private static final int MOST_AHEAD = 1_000; // entries that are not durable

    private Victim() {}

    /// The command for a process that starts on a directory with some durability.
    ///
    /// @param before what to run it by, such as `unshare`
    static List<String> command(List<String> before, String carrier, Path directory, Durability durability) {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--")) {
                command.add(flag);
            }
        }
        // without a file by its process id, which others may have in namespaces of their own
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp",
                System.getProperty("java.class.path"), Victim.class.getName(), carrier, directory.toString(),
                durability.level().name(),
                Long.toString(durability.groupMicros())));
        return command;
    }

    public static void main(String[] arguments) {
        JournalRig.Place place = TestedCarriers.place(arguments[0], Path.of(arguments[1]));
        Durability durability = new Durability(Durability.Level.valueOf(arguments[2]),
                Long.parseLong(arguments[3]), 0);
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        MemoryBudget budget = MemoryBudget.limited("victim", 512 << 20);
        JournalRig rig = new JournalRig(budget, SEED);
        RunningJournal running = rig.start(place, durability, 1 << 16, 1 << 14);
        try (CompanionThreads _ = new CompanionThreads(running)) {
            out.println("start " + running.last());
            for (long told = -2;;) {
                long durable = running.journal.durableSequence();
                if (running.last() - durable < MOST_AHEAD && running.tryAppend()) {
                    running.journal.flush();
                }
                if (durable > told) {
                    told = durable;
                    out.println("durable " + durable);
                }
            }
        }
    }
}
