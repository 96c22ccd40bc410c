// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// The programs that README.md and the quick start show are compiled and run as they stand there, but for the port.
@Timeout(120)
class DocumentsTest {
    @TempDir
    private Path directory;

    @Test
    void theReadmesProgramHasFifteenLinesAndCountsWords() throws Exception {
        String program = DocumentedProgram.of("README.md");

        assertThat(program.lines()).hasSize(15);
        try (LineServer server = new LineServer();
                RunningProgram running = run("Words", program, server.port());
                Socket client = server.accept()) {
            LineServer.send(client, "tide mill tide\n");
            running.awaitStdout("(tide,2)\n");
            running.awaitStdout("(mill,1)\n");
        }
    }

    @Test
    void theQuickStartsProgramHearsWhatIsLoud() throws Exception {
        String program = DocumentedProgram.of("docs/quickstart.md").replace("seconds(5)", "millis(500)");

        try (LineServer server = new LineServer();
                RunningProgram running = run("Loud", program, server.port());
                Socket client = server.accept()) {
            LineServer.send(client, "the tide is quiet\nthe mill, the mill!\n");
            running.awaitStdout("[the,2]\n");
            running.awaitStdout("[mill,,1]\n");
            running.awaitStdout("[mill!,1]\n");
        }
    }

    private RunningProgram run(String name, String program, int port) throws IOException {
        assertThat(program).contains("9999");
        DocumentedProgram.compile(directory, name, program.replace("9999", Integer.toString(port)));
        return RunningProgram.start(directory, name);
    }
}
