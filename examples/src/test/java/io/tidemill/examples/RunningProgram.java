// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// A program of the examples in a JVM of its own, as a user starts it. Ends with the test at the latest.
final class RunningProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SIGINT_BIT = 1 << 1;

    private final Process process;
    private final Path stdout;
    private final Path stderr;

    private RunningProgram(Process process, Path stdout, Path stderr) {
        this.process = process;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /// With the flags that engine.args names.
    static RunningProgram start(Path directory, String mainClass, String... arguments) throws IOException {
        return start(directory, flags(), mainClass, arguments);
    }

    /// @param directory where the program runs and its output is kept
    static RunningProgram start(Path directory, List<String> flags, String mainClass, String... arguments)
            throws IOException {
        return start(directory, command(directory, flags, mainClass, arguments));
    }

    /// With a shell's command behind it, whose output is kept; the exit code is the program's.
    static RunningProgram pipedTo(String reader, Path directory, String mainClass, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of("bash", "-c", "set -o pipefail; \"$@\" | " + reader, "pipe"));
        command.addAll(command(directory, flags(), mainClass, arguments));
        return start(directory, command);
    }

    private static List<String> flags() {
        return List.of(System.getProperty("tidemill.jvm.flags").trim().split("\\s+"));
    }

    private static List<String> command(Path directory, List<String> flags, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(flags);
        command.addAll(
                List.of("-cp", directory + File.pathSeparator + System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    private static RunningProgram start(Path directory, List<String> command) throws IOException {
        Path stdout = Files.createTempFile(directory, "program", ".out");
        Path stderr = Files.createTempFile(directory, "program", ".err");
        Process process = new ProcessBuilder(command).directory(directory.toFile())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start();
        return new RunningProgram(process, stdout, stderr);
    }

    String stdout() {
        return text(stdout);
    }

    String stderr() {
        return text(stderr);
    }

    void awaitStdout(String wanted) {
        awaitThat(program -> program.stdout().contains(wanted), wanted);
    }

    void awaitStderr(String wanted) {
        awaitThat(program -> program.stderr().contains(wanted), wanted);
    }

    private void awaitThat(Predicate<RunningProgram> condition, String wanted) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            boolean met = condition.test(this); // before it is asked whether the program has ended
            assertThat(met || process.isAlive()).as("`%s` before the end of %s", wanted, this).isTrue();
            assertThat(met).as("`%s` in the output of %s", wanted, this).isTrue();
        });
    }

    /// The processor time that the program has used.
    Duration cpuTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /// Ctrl-C. Where this JVM was started with that ignored, its children ignore it too: then what `kill` sends.
    void interrupt() throws IOException, InterruptedException {
        String signal = isInterruptIgnored() ? "-TERM" : "-INT";
        assertThat(new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor()).isZero();
    }

    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status) && Files.readAllLines(status)
                .stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).trim(), 16) & SIGINT_BIT) != 0);
    }

    /// Waits for the program's end and answers its exit code.
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("the end of %s", this).isTrue();
        return process.exitValue();
    }

    /// `kill -9`.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return "%s%n--- stdout%n%s%n--- stderr%n%s".formatted(process.info().commandLine().orElse("an ended program"),
                stdout(), stderr());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
