// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TotalsFileTest {
    @TempDir
    private Path directory;

    @Test
    void putsTheHighestCountFirstAndTiesInTheOrderOfTheirBytes() throws IOException {
        // U+FFFD is below U+1F40B in UTF-8, but above its surrogates in UTF-16
        assertThat(written(of("the", 3), of("\uD83D\uDC0B", 1), of("\uFFFD", 1), of("a", 1), of("Z", 1), of("ab", 1),
                of("é", 1), of("whale", 7)))
                .isEqualTo("whale,7\nthe,3\nZ,1\na,1\nab,1\né,1\n\uFFFD,1\n\uD83D\uDC0B,1\n");
    }

    @Test
    void quotesWhatWouldBreakALine() throws IOException {
        assertThat(written(of("a,b", 4), of("say \"so\"", 3), of("x\ny", 2), of("x\ry", 1)))
                .isEqualTo("\"a,b\",4\n\"say \"\"so\"\"\",3\n\"x\ny\",2\n\"x\ry\",1\n");
    }

    @Test
    void writesAnEmptyFileForNoWords() throws IOException {
        assertThat(written()).isEmpty();
    }

    @Test
    void leavesNothingBesideTheFileAndReplacesAnOlderOne() throws IOException {
        Path path = directory.resolve("counts.csv");
        Files.writeString(path, "old");

        new TotalsFile(path).write(List.of(of("new", 1)));

        assertThat(path).hasContent("new,1");
        assertThat(directory.toFile().list()).containsExactly("counts.csv");
    }

    @Test
    void refusesBeforehandWhatCannotBeWrittenLater() {
        assertRefused(directory, " is a directory: name a file in it");
        assertRefused(directory.resolve("no/counts.csv"),
                ": there is no directory %s: create it".formatted(directory.resolve("no")));
        assertThatThrownBy(() -> new TotalsFile(Path.of(""))).isInstanceOf(WrongArguments.class)
                .hasMessage("--out '' names no file: write for example --out counts.csv");
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
        Path counts = Files.writeString(elsewhere.resolve("counts.csv"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("elsewhere/other"));
        Files.createSymbolicLink(elsewhere.resolve("other"), Path.of("counts.csv"));
        Path toNothingYet = Files.createSymbolicLink(directory.resolve("early"), elsewhere.resolve("new.csv"));

        new TotalsFile(link).write(List.of(of("new", 1)));
        new TotalsFile(toNothingYet).write(List.of(of("new", 2)));

        assertThat(link).isSymbolicLink();
        assertThat(toNothingYet).isSymbolicLink();
        assertThat(counts).isRegularFile().hasContent("new,1");
        assertThat(elsewhere.resolve("new.csv")).isRegularFile().hasContent("new,2");
    }

    @Test
    void refusesLinksThatLeadNowhere() throws IOException {
        Path circle = Files.createSymbolicLink(directory.resolve("circle"), Path.of("circle"));
        assertRefused(circle, " is a link that leads round in a circle: name a file");
    }

    private static void assertRefused(Path path, String why) {
        assertThatThrownBy(() -> new TotalsFile(path)).isInstanceOf(WrongArguments.class)
                .hasMessage("--out " + path + why);
    }

    private String written(WordTotal... totals) throws IOException {
        Path path = directory.resolve("counts.csv");
        new TotalsFile(path).write(List.of(totals));
        return Files.readString(path, UTF_8);
    }

    private static WordTotal of(String word, long count) {
        return new WordTotal(word, count);
    }
}
