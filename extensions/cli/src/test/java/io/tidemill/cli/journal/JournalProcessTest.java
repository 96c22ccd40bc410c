// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.cli.journal.SampleJournal.Trade;

import static org.assertj.core.api.Assertions.assertThat;

/// A command in a JVM of its own, with the launcher's class path and flags.
@Timeout(180)
class JournalProcessTest {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    @TempDir
    private Path temporary;
    private Path data = Path.of("");

    @BeforeEach
    void write() {
        data = temporary.resolve("data");
        try (SampleJournal journal = SampleJournal.begin(data)) {
            for (int batch = 0; batch < 1_000; batch++) {
                journal.trades("gateway", batch, batch, new Trade("ACME", batch, null)).tick(batch);
            }
        }
    }

    @Test
    void loadsNoClassOfChroniclesAndNoEngine() throws Exception {
        for (String command : List.of("inspect", "verify", "dump")) {
            Path log = temporary.resolve(command + ".log");
            Output output = run("", List.of("-Xlog:class+load:file=" + log), command, data.toString());

            assertThat(output.code).as("%s", output).isZero();
            assertThat(output.out).isNotEmpty();
            assertThat(output.err).isEmpty();
            assertThat(Files.readAllLines(log)).isNotEmpty()
                    .noneMatch(line -> line.contains("net.openhft") || line.contains("io.tidemill.runtime")
                            || line.contains("org.apache.arrow"));
        }
    }

    @Test
    void exportsWithTheLaunchersFlags() throws Exception {
        Output output = run("", List.of(), "export", data.toString(), "--input", "trades", "--format", "arrow", "--out",
                temporary.resolve("rows.arrow").toString());

        assertThat(output.code).as("%s", output).isZero();
        assertThat(output.err).endsWith("rows.arrow: rows of trades: 1,000, columns: 6\n").hasLineCount(1);
        assertThat(temporary.resolve("rows.arrow")).isNotEmptyFile();
    }

    @Test
    void endsQuietlyWhenItsReaderDoes() throws Exception {
        Output output = run(" | head -n 1", List.of(), "dump", data.toString());

        assertThat(output.code).as("%s", output).isZero();
        assertThat(output.out).startsWith("-- incarnation 1").hasLineCount(1);
        assertThat(output.err).isEmpty();
    }

    /// What a process has left.
    private record Output(int code, String out, String err) {}

    /// @param pipe what bash does with stdout
    private Output run(String pipe, List<String> furtherFlags, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "set -o pipefail; \"$@\"" + pipe, "run"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : System.getProperty("tidemill.jvm.flags").strip().split("\\s+")) {
            if (!flag.contains(VECTOR_MODULE)) {
                command.add(flag);
            }
        }
        command.addAll(furtherFlags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), JournalCommand.class.getName()));
        command.addAll(List.of(arguments));
        Path out = temporary.resolve("out");
        Path err = temporary.resolve("err");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("the end of %s", command).isTrue();
        return new Output(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
