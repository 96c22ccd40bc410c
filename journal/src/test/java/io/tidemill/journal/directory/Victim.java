// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.tidemill.journal.Durability;
import io.tidemill.memory.MemoryBudget;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A process that writes a journal until it is killed, and says on its output how far it is durable.
final class Victim {
    static final long SEED = 77;
    private static final int ENTRIES = 20_000;

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
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                Victim.class.getName(), carrier, directory.toString(), durability.level().name(),
                Long.toString(durability.groupMicros())));
        return command;
    }

    static Process start(List<String> command, File errors) throws IOException {
        return new ProcessBuilder(command).redirectError(errors).start();
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
            for (long told = -2; running.last() < ENTRIES;) {
                if (running.tryAppend()) {
                    running.journal.flush();
                }
                long durable = running.journal.durableSequence();
                if (durable > told) {
                    told = durable;
                    out.println("durable " + durable);
                }
            }
        }
    }
}
