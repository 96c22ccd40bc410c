// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The main job in a JVM of its own: signals, sockets, flags.
@Timeout(300)
class WordCountProcessTest {
    private static final String MAIN = "io.tidemill.examples.WordCount";

    @TempDir
    private Path directory;

    @Test
    void stopsInOrderOnCtrlCAndWritesWhatItHasCounted() throws Exception {
        Path counts = directory.resolve("counts.csv");
        try (RunningProgram program = RunningProgram.start(directory, MAIN, "--slide", "200ms", "--out",
                counts.toString())) {
            program.awaitStdout("Time: ");

            program.interrupt();

            assertThat(program.exitCode()).as("%s", program).isZero();
            assertThat(program.stderr()).contains("read ", " lines, ", "distinct").doesNotContain("Exception");
            assertThat(counts).isNotEmptyFile();
        }
    }

    @Test
    void countsWhatAServerSends() throws Exception {
        try (LineServer server = new LineServer();
                RunningProgram program = RunningProgram.start(directory, MAIN, "--source", "socket", "--port",
                        Integer.toString(server.port()),
                        "--window", "60s", "--slide", "200ms")) {
            try (Socket client = server.accept()) {
                LineServer.send(client, "tide mill tide\n");
                program.awaitStdout("(tide,2)\n(mill,1)\n\n");
                LineServer.send(client, "mill mill\n");
                program.awaitStdout("(mill,3)\n(tide,2)\n\n");
            }
            program.awaitStderr("connected to localhost:" + server.port());
            program.awaitStderr("waiting for localhost:" + server.port() + ": the server closed the connection");
            try (Socket again = server.accept()) {
                LineServer.send(again, "tide tide\n");
                program.awaitStdout("(tide,4)\n(mill,3)\n\n");
            }
            program.interrupt();
            assertThat(program.exitCode()).as("%s", program).isZero();
        }
    }

    @Test
    void waitsForAServerWithoutSpinning() throws Exception {
        int port;
        try (LineServer gone = new LineServer()) {
            port = gone.port();
        }
        try (RunningProgram program = RunningProgram.start(directory, MAIN, "--source", "socket", "--port",
                Integer.toString(port))) {
            program.awaitStderr(
                    "waiting for localhost:" + port + ": Connection refused; trying again until it answers");
            program.awaitStdout("Time: ");
            Duration before = program.cpuTime();
            int windows = windows(program);

            await().atMost(Duration.ofSeconds(60)).until(() -> windows(program) >= windows + 2);

            assertThat(program.cpuTime().minus(before)).as("processor time while four seconds passed")
                    .isLessThan(Duration.ofSeconds(1));
            assertThat(program.stderr().lines().filter(line -> line.startsWith("waiting"))).as("told once").hasSize(1);
        }
    }

    @Test
    void readsWhatIsMovedIntoADirectory() throws Exception {
        Path texts = Files.createDirectory(directory.resolve("texts"));
        Files.writeString(texts.resolve("there"), "tide\n");
        try (RunningProgram program = RunningProgram.start(directory, MAIN, "--source", "files", "--path",
                texts.toString(), "--window", "60s",
                "--slide", "200ms")) {
            program.awaitStdout("(tide,1)\n\n");

            Path whole = Files.writeString(directory.resolve("whole"), "tide tide\n");
            Files.move(whole, texts.resolve("moved"), StandardCopyOption.ATOMIC_MOVE);

            program.awaitStdout("(tide,3)\n\n");
        }
    }

    @Test
    void runsWithoutAnyFlagAndSaysWhatItMisses() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "tide mill tide\n");
        try (RunningProgram program = RunningProgram.start(directory, List.of(), MAIN, "--source", "files", "--path",
                text.toString(),
                "--exit-when-done", "--slide", "200ms")) {
            assertThat(program.exitCode()).as("%s", program).isZero();
            assertThat(program.stdout()).contains("(tide,2)\n(mill,1)\n");
            assertThat(program.stderr().lines().filter(line -> line.contains("--add-modules=jdk.incubator.vector")))
                    .as("%s", program)
                    .hasSize(1);
        }
    }

    @Test
    void saysWhatItMissesOnStderrWhereThereIsNoLog() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "tide mill tide\n");
        List<String> noLog = List.of("-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider");
        try (RunningProgram program = RunningProgram.start(directory, noLog, MAIN, "--source", "files", "--path",
                text.toString(), "--exit-when-done", "--slide", "200ms")) {
            assertThat(program.exitCode()).as("%s", program).isZero();
            assertThat(program.stderr().lines().filter(line -> line.contains("--add-modules=jdk.incubator.vector")))
                    .as("%s", program)
                    .singleElement()
                    .asString()
                    .startsWith("tidemill: Kernels are scalar");
        }
    }

    @Test
    void endsQuietlyWhenItsReaderDoes() throws Exception {
        try (RunningProgram program = RunningProgram.pipedTo("head -n 1", directory, MAIN, "--source", "files",
                "--path",
                directory.toString(), "--slide", "100ms")) {
            assertThat(program.exitCode()).as("%s", program).isZero();
            assertThat(program.stdout()).isEqualTo("-".repeat(43) + "\n");
            assertThat(program.stderr().lines()).as("%s", program)
                    .noneMatch(line -> line.contains("read ") || line.contains("rror") || line.contains("xception"));
        }
    }

    private static int windows(RunningProgram program) {
        return program.stdout().split("Time: ", -1).length - 1;
    }
}
