// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples;

import java.io.IOException;
import java.io.StringWriter;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// The programs that README.md and the quick start show are compiled and run as they stand there, but for the port.
@Timeout(120)
class DocumentsTest {
    private static final Pattern PROGRAM = Pattern.compile("```java\n(import .*?)```", Pattern.DOTALL);
    private static final Path ROOT = Path.of(System.getProperty("tidemill.root"));

    @TempDir
    private Path directory;

    @Test
    void theReadmesProgramHasFifteenLinesAndCountsWords() throws Exception {
        String program = program("README.md");

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
        String program = program("docs/quickstart.md").replace("seconds(5)", "millis(500)");

        try (LineServer server = new LineServer();
                RunningProgram running = run("Loud", program, server.port());
                Socket client = server.accept()) {
            LineServer.send(client, "the tide is quiet\nthe mill, the mill!\n");
            running.awaitStdout("[the,2]\n");
            running.awaitStdout("[mill,,1]\n");
            running.awaitStdout("[mill!,1]\n");
        }
    }

    private static String program(String document) throws IOException {
        String text = Files.readString(ROOT.resolve(document));
        List<String> programs = PROGRAM.matcher(text).results().map(found -> found.group(1)).toList();
        assertThat(programs).as("programs in %s", document).hasSize(1);
        return programs.getFirst();
    }

    private RunningProgram run(String name, String program, int port) throws IOException {
        assertThat(program).contains("9999");
        Path source = Files.writeString(directory.resolve(name + ".java"),
                program.replace("9999", Integer.toString(port)));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler
                .getTask(messages, null, null,
                        List.of("-d", directory.toString(), "-cp", System.getProperty("java.class.path")), null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
                .call();
        assertThat(compiled).as("%s", messages).isTrue();
        return RunningProgram.start(directory, name);
    }
}
