// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks;

import io.tidemill.benchmarks.columns.ColumnsSuite;
import io.tidemill.benchmarks.groups.GroupsSuite;
import io.tidemill.benchmarks.idle.IdleSuite;
import io.tidemill.benchmarks.joins.JoinsSuite;
import io.tidemill.benchmarks.journal.JournalSuite;
import io.tidemill.benchmarks.latency.DurabilitySuite;
import io.tidemill.benchmarks.latency.LatencySuite;
import io.tidemill.benchmarks.publisher.PublisherSuite;
import io.tidemill.benchmarks.startup.StartupSuite;
import io.tidemill.benchmarks.windows.WindowsSuite;
import io.tidemill.benchmarks.words.WordsSuite;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Runs one suite: `./tidemill bench NAME`.
@Command(name = "bench", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "SUITE", //
        description = "Measures Tidemill. Each suite checks its answers first.", //
        subcommands = {ColumnsSuite.class, GroupsSuite.class, JoinsSuite.class, WindowsSuite.class, WordsSuite.class,
                PublisherSuite.class,
                LatencySuite.class,
                IdleSuite.class, StartupSuite.class, JournalSuite.class, DurabilitySuite.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main());
        line.addSubcommand(new CommandLine(new JmhCommand()).setUnmatchedOptionsArePositionalParams(true));
        System.exit(arguments.length == 0 ? usage(line) : line.execute(arguments));
    }

    private static int usage(CommandLine line) {
        line.usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }
}
