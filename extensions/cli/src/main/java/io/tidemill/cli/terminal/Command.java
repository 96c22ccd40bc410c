// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;

import org.jspecify.annotations.Nullable;

import io.tidemill.EngineException;
import io.tidemill.journal.JournalException;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.plan.expr.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Runs a program from the command line: arguments in, exit code out, each failure one sentence on stderr.
public final class Command {
    /// All was done, or the user ended it: by Ctrl-C, or because what reads stdout has seen enough.
    public static final int DONE = 0;
    /// The world or the engine failed.
    public static final int FAILURE = 1;
    /// The arguments make no sense.
    public static final int USAGE = 2;

    private final CommandLine line;
    private final OutputStream out;
    private final PrintStream err;
    private final StopRequest stop;

    private Command(CommandLine line, OutputStream out, PrintStream err, StopRequest stop) {
        this.line = line;
        this.out = out;
        this.err = err;
        this.stop = stop;
    }

    /// Runs a command as the process's own, and ends the process with its exit code; Ctrl-C ends it in order.
    ///
    /// @param command a [Program], or an object whose subcommands are programs
    public static void main(Object command, String... arguments) {
        StopRequest stop = new StopRequest().onSignal();
        int code = run(command, stdout(), System.err, stop, arguments);
        stop.over(code);
        System.exit(code);
    }

    /// Unlike `System.out` it tells when it cannot be written.
    private static OutputStream stdout() {
        return new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
    }

    /// Runs a command and answers its exit code.
    public static int run(Object command, OutputStream out, PrintStream err, StopRequest stop, String... arguments) {
        return new Command(line(command), out, err, stop).execute(arguments);
    }

    /// A command with all that its users may write.
    public static CommandLine line(Object command) {
        CommandLine line = new CommandLine(command);
        addCommonOptions(line);
        return line;
    }

    private static void addCommonOptions(CommandLine line) {
        if (line.getCommand() instanceof Program) {
            CommonOptions.addTo(line);
        } else {
            line.getCommandSpec().versionProvider(new Version());
        }
        line.getSubcommands().values().forEach(Command::addCommonOptions);
    }

    private int execute(String... arguments) {
        line.setOut(new PrintWriter(out, true, UTF_8)).setErr(new PrintWriter(err, true, UTF_8));
        line.setParameterExceptionHandler(this::refuse);
        line.setExecutionStrategy(this::attempt);
        return line.execute(arguments);
    }

    private int attempt(ParseResult parsed) {
        @Nullable
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        CommandSpec spec = parsed.asCommandLineList().getLast().getCommandSpec();
        if (!(spec.userObject() instanceof Program program)) {
            spec.commandLine().usage(err);
            return USAGE;
        }
        CommonOptions common = CommonOptions.of(spec);
        boolean interactive = err.equals(System.err) && Terminal.isStderrInteractive();
        Terminal terminal = new Terminal(out, err, interactive && !common.noProgress(), stop::ask);
        try {
            return run(program, terminal);
        } catch (WrongArguments wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        } catch (Exception failure) {
            terminal.say("%s: %s".formatted(spec.qualifiedName(), sentence(failure)));
            if (common.debug()) {
                failure.printStackTrace(err);
            }
            return program.exitCode(failure);
        }
    }

    private int run(Program program, Terminal terminal) throws Exception {
        try {
            return program.run(terminal, stop);
        } finally {
            terminal.results().flush();
            terminal.requireWritten();
        }
    }

    private static String sentence(Exception failure) {
        boolean known = failure instanceof EngineException || failure instanceof JournalException
                || failure instanceof MemoryLimitException;
        return known
                ? String.valueOf(failure.getMessage())
                : "unexpected: %s (--debug shows where it came from)".formatted(failure);
    }

    private int refuse(ParameterException usage, String... arguments) {
        CommandSpec spec = usage.getCommandLine().getCommandSpec();
        String lists = spec.userObject() instanceof Program ? "the options" : "the commands";
        err.printf("%s: %s%n%1$s --help lists %3$s%n", spec.qualifiedName(), sentence(usage), lists);
        return USAGE;
    }

    private static String sentence(ParameterException usage) {
        if (!(usage instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(usage.getMessage())
                    .replaceFirst(" is not an? (int|long)$", " is no whole number that it takes: write one such as 10");
        }
        CommandSpec spec = usage.getCommandLine().getCommandSpec();
        String word = unmatched.getUnmatched().getFirst().replaceFirst("=.*", "");
        if (word.startsWith("-")) {
            return "there is no option `%s`%s".formatted(word, Suggestion.text(word, spec.optionsMap().keySet()));
        }
        return spec.subcommands().isEmpty()
                ? "`%s` is one argument too many".formatted(word)
                : "there is no command `%s`%s".formatted(word, Suggestion.text(word, spec.subcommands().keySet()));
    }
}
