// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.io.OutputStream;
import java.io.PrintStream;

import io.tidemill.IdleMode;
import io.tidemill.cli.terminal.Command;
import io.tidemill.cli.terminal.Program;
import io.tidemill.cli.terminal.StopRequest;
import io.tidemill.cli.terminal.Terminal;
import io.tidemill.cli.terminal.WrongArguments;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// The command around the prices: reads the options, lets the example run, and prints how long things took.
@CommandLine.Command(name = "tidemill example vwap", sortOptions = false, usageHelpAutoWidth = true, description = "Publishes made-up trades from a thread of its own, is called back each second with volume-weighted prices of the last ten seconds, "
        + "and tells how long the callbacks took. Ctrl-C stops it in order.", footer = {"",
                "Exit codes: 0 done, Ctrl-C or a closed stdout, 1 failure, 2 wrong arguments."})
public final class VwapRunner implements Program {
    private static final int MOST_TRADES_PER_SECOND = 10_000_000;

    private final Example example;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "15", description = "how long trades come. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "10000", description = "trades per second. Default: ${DEFAULT-VALUE}")
    private int tradesPerSecond;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "of the trades. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--spin", description = "let the engine's thread spin while it waits: the lowest latency, for a whole core")
    private boolean spin;

    /// The pipelines, and the thread that publishes.
    @FunctionalInterface
    public interface Example {
        void run(VwapDesk desk) throws InterruptedException;
    }

    /// What the user chose.
    record Choice(long seconds, long tradesPerSecond, long seed, IdleMode idle) {}

    private VwapRunner(Example example) {
        this.example = example;
    }

    /// One that is only asked for its options.
    static VwapRunner forOptions() {
        return new VwapRunner(_ -> {});
    }

    /// Runs an example as the process's own.
    public static void main(Example example, String... arguments) {
        Command.main(new VwapRunner(example), arguments);
    }

    /// Runs an example and answers its exit code.
    public static int run(Example example, OutputStream out, PrintStream err, String... arguments) {
        return Command.run(new VwapRunner(example), out, err, new StopRequest(), arguments);
    }

    @Override
    public int run(Terminal terminal, StopRequest stop) throws InterruptedException {
        if (seconds < 1) {
            throw new WrongArguments("--seconds must be 1 at least, was " + seconds);
        }
        if (tradesPerSecond < 1 || tradesPerSecond > MOST_TRADES_PER_SECOND) {
            throw new WrongArguments("--rate must be 1 to %,d trades per second, was %,d"
                    .formatted(MOST_TRADES_PER_SECOND, tradesPerSecond));
        }
        VwapDesk desk = new VwapDesk(terminal.results(), stop,
                new Choice(seconds, tradesPerSecond, seed, spin ? IdleMode.SPIN : IdleMode.PARK));
        example.run(desk);
        desk.report();
        return Command.DONE;
    }
}
