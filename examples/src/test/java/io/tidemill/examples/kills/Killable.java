// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.kills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// A program in a JVM of its own that is there to be killed. Ends with the test at the latest.
final class Killable implements AutoCloseable {
    private static final int SIGKILLED = 128 + 9;

    private final Process process;
    private final Path stdout;
    private final Path stderr;
    private ProcessHandle program; // what runs innermost, once it was seen

    private Killable(Process process, Path stdout, Path stderr) {
        this.process = process;
        this.stdout = stdout;
        this.stderr = stderr;
        this.program = process.toHandle();
    }

    /// @param directory where its output is kept
    static Killable start(Path directory, String mainClass, List<String> arguments) throws IOException {
        List<String> flags = List.of(System.getProperty("tidemill.jvm.flags").trim().split("\\s+"));
        return start(directory, List.of(), flags, mainClass, arguments);
    }

    /// @param within a command that runs what follows it, such as one that makes a container
    static Killable start(Path directory, List<String> within, List<String> flags, String mainClass,
            List<String> arguments) throws IOException {
        Path stdout = Files.createTempFile(directory, "killable", ".out");
        Path stderr = Files.createTempFile(directory, "killable", ".err");
        List<String> command = new ArrayList<>(within);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start();
        return new Killable(process, stdout, stderr);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Waits until the program runs in what it is to run within.
    void awaitProgram() {
        await().atMost(Duration.ofSeconds(60)).until(() -> program().pid() != process.pid());
    }

    /// The process of the program, whatever it runs within.
    private ProcessHandle program() {
        if (program.pid() == process.pid()) {
            program = process.descendants().reduce((_, inner) -> inner).orElse(program);
        }
        return program;
    }

    /// `kill -9`; false if it had ended by itself, which must have been in order.
    boolean kill() throws InterruptedException {
        program().destroyForcibly();
        int code = process.waitFor();
        assertThat(code).as("%s", this).isIn(0, SIGKILLED);
        return code == SIGKILLED;
    }

    /// Returns when no thread of the program runs any more, until it is told to go on.
    void stop() {
        long number = program().pid();
        Signal.STOP.send(number);
        Path threads = Path.of("/proc", Long.toString(number), "task");
        if (Files.exists(threads)) { // elsewhere the system does not tell
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(1)).until(() -> {
                try (Stream<Path> each = Files.list(threads)) {
                    return each.map(thread -> text(thread.resolve("stat"))).allMatch(stat -> stat.contains(") T "));
                }
            });
        }
    }

    /// Lets a program that was stopped go on.
    void goOn() {
        Signal.CONTINUE.send(program().pid());
    }

    /// `kill -9` of the program with nothing before it, once [#awaitProgram] is over; returns when all is gone.
    void killAtOnce() throws InterruptedException {
        Signal.KILL.send(program().pid());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("end of %s", this).isTrue();
    }

    /// Whether the program has one of some files open. False where the system does not tell by `/proc`.
    boolean hasOpen(Collection<Path> files) throws IOException {
        Path open = Path.of("/proc", Long.toString(program().pid()), "fd");
        if (!Files.exists(open)) {
            return false;
        }
        try (Stream<Path> descriptors = Files.list(open)) {
            return descriptors.anyMatch(descriptor -> files.contains(target(descriptor)));
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException closedMeanwhile) {
            return link;
        }
    }

    void awaitEnd(Duration patience) throws InterruptedException {
        assertThat(process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)).as("end of %s", this).isTrue();
        assertThat(process.exitValue()).as("%s", this).isZero();
    }

    /// Waits for a text on stderr, or the end.
    void awaitStderr(String wanted, Duration patience) {
        await().atMost(patience)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !process.isAlive() || stderr().contains(wanted));
    }

    String stderr() {
        return text(stderr);
    }

    String stdout() {
        return text(stdout);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    @Override
    public String toString() {
        return process.info().commandLine().orElse("a program that has ended") + "\n" + stderr();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
