// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tidemill.EngineException;
import io.tidemill.plan.expr.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Runs a program from the command line: arguments in, exit code out, each failure one sentence on stderr.
final class Command {
    /// All was done, or the user ended it: by Ctrl-C, or because what reads stdout has seen enough.
    static final int DONE = 0;
    /// The world or the engine failed.
    static final int FAILURE = 1;
    /// The arguments make no sense.
    static final int USAGE = 2;

    /// What users may look for, because it is to come.
    private static final Map<String, String> NOT_YET = Map.of(
            "--data", "comes with the journal: this version keeps everything in memory",
            "--durability", "comes with the journal: this version keeps everything in memory");

    private final Program program;
    private final OutputStream out;
    private final PrintStream err;
    private final StopRequest stop;
    private final CommonOptions common = new CommonOptions();

    private Command(Program program, OutputStream out, PrintStream err, StopRequest stop) {
        this.program = program;
        this.out = out;
        this.err = err;
        this.stop = stop;
    }

    /// Runs a program as the process's own, and ends the process with its exit code; Ctrl-C ends it in order.
    static void main(Program program, String... arguments) {
        StopRequest stop = new StopRequest().onSignal();
        int code = run(program, stdout(), System.err, stop, arguments);
        stop.over(code);
        System.exit(code);
    }

    /// Unlike `System.out` it tells when it cannot be written.
    private static OutputStream stdout() {
        return new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
    }

    /// Runs a program and answers its exit code.
    static int run(Program program, OutputStream out, PrintStream err, StopRequest stop, String... arguments) {
        return new Command(program, out, err, stop).execute(arguments);
    }

    private int execute(String... arguments) {
        CommandLine line = new CommandLine(program).addMixin("common", common);
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
        boolean interactive = err.equals(System.err) && Terminal.isStderrInteractive();
        Terminal terminal = new Terminal(out, err, interactive && !common.noProgress(), stop::ask);
        try {
            program.run(terminal, stop);
            terminal.requireWritten();
            return DONE;
        } catch (WrongArguments wrong) {
            throw new ParameterException(parsed.commandSpec().commandLine(), String.valueOf(wrong.getMessage()), wrong);
        } catch (Exception failure) {
            terminal.say("%s: %s".formatted(parsed.commandSpec().name(), sentence(failure)));
            if (common.debug()) {
                failure.printStackTrace(err);
            }
            return FAILURE;
        }
    }

    private static String sentence(Exception failure) {
        return failure instanceof EngineException known
                ? String.valueOf(known.getMessage())
                : "unexpected: %s (--debug shows where it came from)".formatted(failure);
    }

    private int refuse(ParameterException usage, String... arguments) {
        String name = usage.getCommandLine().getCommandName();
        err.printf("%s: %s%n%s --help lists the options%n", name, sentence(usage), name);
        return USAGE;
    }

    private static String sentence(ParameterException usage) {
        if (!(usage instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(usage.getMessage())
                    .replaceFirst(" is not an? (int|long)$", " is no whole number that it takes: write one such as 10");
        }
        String option = unmatched.getUnmatched().getFirst().replaceFirst("=.*", "");
        if (NOT_YET.containsKey(option)) {
            return option + " " + NOT_YET.get(option);
        }
        return "there is no option `%s`%s".formatted(option,
                Suggestion.text(option, usage.getCommandLine().getCommandSpec().optionsMap().keySet()));
    }
}
