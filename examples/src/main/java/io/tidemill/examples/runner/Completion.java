// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.util.List;

import io.tidemill.cli.journal.JournalCommand;
import io.tidemill.cli.terminal.Command;
import io.tidemill.cli.terminal.Program;
import io.tidemill.cli.terminal.StopRequest;
import io.tidemill.cli.terminal.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Prints the script by which bash completes the launcher's commands, their options, and the words that options take.
@CommandLine.Command(name = "tidemill completion", usageHelpAutoWidth = true, description = "Prints a script for bash's completion of all commands and options. Use it by: source <(./tidemill completion)")
public final class Completion implements Program {
    private static final String LAUNCHER = "tidemill";
    /// Those that complete nothing but files.
    private static final List<String> PLAIN = List.of("run", "bench", "stress", "jdk", "help");

    private Completion() {}

    public static void main(String... arguments) {
        Command.main(new Completion(), arguments);
    }

    @Override
    public int run(Terminal terminal, StopRequest stop) {
        terminal.results().print(script());
        return Command.DONE;
    }

    static String script() {
        CommandLine all = new CommandLine(CommandSpec.create().name(LAUNCHER));
        all.addSubcommand("wordcount", Command.line(WordCountRunner.forOptions()));
        CommandLine examples = new CommandLine(CommandSpec.create().name("example"));
        examples.addSubcommand("vwap", Command.line(VwapRunner.forOptions()));
        all.addSubcommand("example", examples);
        all.addSubcommand("journal", Command.line(new JournalCommand()));
        all.addSubcommand("completion", Command.line(new Completion()));
        PLAIN.forEach(name -> all.addSubcommand(name, CommandSpec.create()));
        offerWords(all);
        return AutoComplete.bash(LAUNCHER, all);
    }

    /// An option whose value is shown as `arrow|csv` takes one of these words, and so does a word without an option.
    private static void offerWords(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        for (OptionSpec option : List.copyOf(spec.options())) {
            if (option.paramLabel().contains("|")) {
                spec.remove(option);
                spec.addOption(OptionSpec.builder(option)
                        .completionCandidates(List.of(option.paramLabel().split("\\|")))
                        .build());
            }
        }
        for (PositionalParamSpec word : List.copyOf(spec.positionalParameters())) {
            if (word.paramLabel().contains("|")) {
                spec.remove(word);
                spec.addPositional(PositionalParamSpec.builder(word)
                        .completionCandidates(List.of(word.paramLabel().split("\\|")))
                        .build());
            }
        }
        line.getSubcommands().values().forEach(Completion::offerWords);
    }
}
