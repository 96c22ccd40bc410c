// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.kills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// A program in a JVM of its own that is there to be killed. Ends with the test at the latest.
final class Killable implements AutoCloseable {
    private static final int SIGKILLED = 128 + 9;

    private final Process process;
    private final Path stdout;
    private final Path stderr;

    private Killable(Process process, Path stdout, Path stderr) {
        this.process = process;
        this.stdout = stdout;
        this.stderr = stderr;
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

    /// `kill -9`; false if it had ended by itself, which must have been in order.
    boolean kill() throws InterruptedException {
        process.destroyForcibly();
        int code = process.waitFor();
        assertThat(code).as("%s", this).isIn(0, SIGKILLED);
        return code == SIGKILLED;
    }

    /// `kill -9` of the program and of what it runs within; returns when all of it is gone.
    void killAll() {
        List<ProcessHandle> inside = process.descendants().toList();
        inside.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        inside.forEach(ended -> ended.onExit().join());
    }

    /// Sends a signal by its name, such as STOP.
    void signal(String name) throws IOException, InterruptedException {
        Process sender = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(sender.waitFor()).as("kill -%s of %s", name, this).isZero();
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
