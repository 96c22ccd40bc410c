// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.ConnectorException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutputFileTest {
    @TempDir
    private Path directory;

    @Test
    void leavesNothingBesideTheFileAndReplacesAnOlderOne() throws IOException {
        Path path = Files.writeString(directory.resolve("rows.csv"), "old");

        outputFile(path).write(out -> out.write("new".getBytes(UTF_8)));

        assertThat(path).hasContent("new");
        assertThat(directory.toFile().list()).containsExactly("rows.csv");
    }

    @Test
    void leavesTheOlderFileIfTheNewOneFails() throws IOException {
        Path path = Files.writeString(directory.resolve("rows.csv"), "old");

        assertThatThrownBy(() -> outputFile(path).write(out -> {
            out.write("half".getBytes(UTF_8));
            throw new IOException("No space left on device");
        })).isInstanceOf(ConnectorException.class)
                .hasMessageEndingWith("rows.csv cannot be written: java.io.IOException: No space left on device");

        assertThat(path).hasContent("old");
        assertThat(directory.toFile().list()).containsExactly("rows.csv");
    }

    @Test
    void refusesBeforehandWhatCannotBeWrittenLater() {
        assertRefused(directory, " is a directory: name a file in it");
        assertRefused(directory.resolve("no/rows.csv"),
                ": there is no directory %s: create it".formatted(directory.resolve("no")));
        assertThatThrownBy(() -> outputFile(Path.of(""))).isInstanceOf(WrongArguments.class)
                .hasMessage("--out '' names no file: write for example --out rows.csv");
    }

    @Test
    void leavesAloneWhatIsNoRegularFile() throws Exception {
        Path fifo = directory.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("fifo"));

        for (Path special : List.of(fifo, link, Path.of("/dev/null"), Path.of("/dev/full"), Path.of("/dev/stdout"))) {
            assertRefused(special, " is no regular file and would be replaced by one: name another");
        }
        assertThat(link).isSymbolicLink();
    }

    @Test
    void followsLinks() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path rows = Files.writeString(elsewhere.resolve("rows.csv"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("elsewhere/other"));
        Files.createSymbolicLink(elsewhere.resolve("other"), Path.of("rows.csv"));
        Path toNothingYet = Files.createSymbolicLink(directory.resolve("early"), elsewhere.resolve("new.csv"));

        outputFile(link).write(out -> out.write("new,1".getBytes(UTF_8)));
        outputFile(toNothingYet).write(out -> out.write("new,2".getBytes(UTF_8)));

        assertThat(link).isSymbolicLink();
        assertThat(toNothingYet).isSymbolicLink();
        assertThat(rows).isRegularFile().hasContent("new,1");
        assertThat(elsewhere.resolve("new.csv")).isRegularFile().hasContent("new,2");
    }

    @Test
    void refusesLinksThatLeadNowhere() throws IOException {
        Path circle = Files.createSymbolicLink(directory.resolve("circle"), Path.of("circle"));
        assertRefused(circle, " is a link that leads round in a circle: name a file");
    }

    private static void assertRefused(Path path, String why) {
        assertThatThrownBy(() -> outputFile(path)).isInstanceOf(WrongArguments.class)
                .hasMessage("--out " + path + why);
    }

    private static OutputFile outputFile(Path path) {
        return new OutputFile("--out", path, "rows.csv");
    }
}
