// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.cli.terminal.WrongArguments;

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
        assertThatThrownBy(() -> new TotalsFile(directory)).isInstanceOf(WrongArguments.class)
                .hasMessage("--out %s is a directory: name a file in it".formatted(directory));
        assertThatThrownBy(() -> new TotalsFile(Path.of(""))).isInstanceOf(WrongArguments.class)
                .hasMessage("--out '' names no file: write for example --out counts.csv");
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
