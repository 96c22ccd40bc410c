// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/// A [Victim] while it lives, and what it says. That is kept here, on no disk at all.
final class VictimProcess implements AutoCloseable {
    private static final long MOST_SECONDS_TO_DIE = 60;

    private final Process process;
    private final File errors;
    private final BufferedReader said;
    private final long first;
    private long durable = -1;

    private VictimProcess(Process process, File errors) throws IOException {
        this.process = process;
        this.errors = errors;
        this.said = process.inputReader();
        this.first = number("start ", said.readLine());
    }

    /// Starts a process, and answers when it has found what is there and goes on from it.
    static VictimProcess start(List<String> command, Path temporary) throws IOException {
        File errors = temporary.resolve("errors").toFile();
        return new VictimProcess(
                new ProcessBuilder(command).directory(temporary.toFile()).redirectError(errors).start(), errors);
    }

    private long number(String about, @Nullable String line) throws IOException {
        if (line == null || !line.startsWith(about)) {
            throw new AssertionError("it began with %,d, had said that %,d is durable, then said `%s`%s: %s".formatted(
                    first, durable, line, process.isAlive() ? "" : " and ended with " + process.exitValue(),
                    Files.readString(errors.toPath())));
        }
        return Long.parseLong(line.substring(about.length()));
    }

    /// Lets it go on until so many entries more than it began with are durable.
    void awaitDurable(long entries) throws IOException {
        do {
            durable = number("durable ", said.readLine());
        } while (durable < first + entries);
    }

    /// Kills it, and answers the last entry that it has called durable.
    long kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly(); // unlike the process's own, leaves what was said to be read
        for (String rest = said.readLine(); rest != null; rest = said.readLine()) {
            durable = rest.matches("durable \\d+") ? number("durable ", rest) : durable;
        }
        assertThat(process.waitFor(MOST_SECONDS_TO_DIE, TimeUnit.SECONDS)).isTrue();
        return durable;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        said.close();
    }
}
