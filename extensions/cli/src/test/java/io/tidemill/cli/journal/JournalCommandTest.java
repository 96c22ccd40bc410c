// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.cli.journal.SampleJournal.Trade;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// What the commands say when they cannot do what they were told.
class JournalCommandTest {
    @TempDir
    private Path temporary;
    private Path data = Path.of("");

    @BeforeEach
    void write() {
        data = temporary.resolve("data");
        try (SampleJournal journal = SampleJournal.begin(data)) {
            journal.trades("gateway", 0, 40, new Trade("ACME", 10.5, 2)).tick(7).tick(8);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            inspct DATA                              | there is no command `inspct`; did you mean `inspect`?
            inspect                                  | Missing required parameter: 'DIR'
            inspect DATA more                        | `more` is one argument too many
            inspect DATA --jsn                       | there is no option `--jsn`; did you mean `--json`?
            verify DATA --deco                       | there is no option `--deco`; did you mean `--decode`?
            dump DATA --from -1                      | --from -1: sequences count from 0
            dump DATA --to -1                        | --to -1: sequences count from 0
            dump DATA --from 2 --to 1                | --to 1 lies before --from 2
            dump DATA --from 3                       | --from 3 lies behind the journal's last sequence, 2
            dump DATA --from two                     | is no whole number that it takes: write one such as 10
            dump DATA --limit -1                     | --limit must be 0 at least, was -1
            dump DATA --rows -1                      | --rows must be 0 at least, was -1
            dump DATA --batch 6                      | --batch 6: there is none; those looked at were 7 to 7
            dump DATA --batch 9                      | --batch 9: there is none; those looked at were 7 to 8
            dump DATA --input trade                  | --input trade: there is no such input; did you mean `trades`?; there is trades, lines
            export DATA --format csv                 | Missing required option: '--out=FILE'
            export DATA --format cvs --out F         | `cvs` is no format: there is arrow and csv
            export DATA --format csv --out F --from 3 | --from 3 lies behind the journal's last sequence, 2
            export DATA --format csv --out F --input line | --input line: there is no such input; did you mean `lines`?
            export DATA --format csv --out DATA      | is a directory: name a file in it
            verdict DATA skip --operator map         | Missing required option: '--at=SEQUENCE:ROW'
            verdict DATA skip --at 0:0               | Missing required option: '--operator=NAME'
            verdict DATA --at 0:0 --operator map     | Missing required parameter: 'skip|dead-letter'
            verdict DATA skip --at 0:0 --operator map more | `more` is one argument too many
            verdict DATA skp --at 0:0 --operator map | `skp` is no verdict; did you mean `skip`?; there is skip and dead-letter
            verdict DATA skip --at 7 --operator map  | `7` is no place of a row: write SEQUENCE:ROW, such as 41:3
            verdict DATA skip --at -1:0 --operator map | `-1:0` is no place of a row
            verdict DATA skip --at 0:9999999999999999999 --operator map | is no place of a row
            verdict DATA skip --at 3:0 --operator map | --at 3:0: the journal in DATA holds the sequences 0 to 2, not 3
            """)
    void refusesWrongArgumentsInASentence(String arguments, String sentence) {
        JournalRun run = run(arguments);

        assertThat(run.code()).as("%s", run).isEqualTo(2);
        assertThat(run.err()).startsWith("tidemill journal")
                .contains(sentence.replace("DATA", data.toString()))
                .doesNotContain("Exception", "\tat ");
        assertThat(run.err().lines()).hasSize(2).last().asString().contains(" --help lists the ");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect DATA", "verify DATA", "dump DATA", "dump DATA --batch 1",
            "export DATA --format csv --out F", "verdict DATA --at 0:0 --operator map skip"})
    void failsInASentenceWhereThereIsNoJournal(String command) throws IOException {
        Path missing = temporary.resolve("missing");
        assertFails(command, missing, 1, "there is no directory " + missing);
        Path file = Files.writeString(temporary.resolve("file"), "text");
        assertFails(command, file, 1, file + " is no directory: name the data directory of an engine");
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertFails(command, empty, 1, empty + " is no data directory: it holds no file tidemill");
        Files.createDirectory(empty.resolve("journal"));
        assertFails(command, empty, 4, empty + " has lost its file tidemill");
    }

    @Test
    void refusesFormatsThatAreNewer() throws IOException {
        String lines = "tidemill data directory, format 2\ncarrier pigeon\nmade 2030-01-01T00:00:00Z\n";
        CRC32C crc = new CRC32C();
        crc.update(lines.getBytes(UTF_8));
        Files.writeString(data.resolve("tidemill"), lines + "crc32c %08x\n".formatted(crc.getValue()));

        assertFails("verify DATA", data, 1, "the data directory " + data
                + " has format 2, and this version knows formats up to 1: use the version that wrote it, or a newer one");
    }

    @Test
    void refusesCarriersThatItDoesNotKnow() throws IOException {
        String lines = "tidemill data directory, format 1\ncarrier pigeon\nmade 2030-01-01T00:00:00Z\n";
        CRC32C crc = new CRC32C();
        crc.update(lines.getBytes(UTF_8));
        Files.writeString(data.resolve("tidemill"), lines + "crc32c %08x\n".formatted(crc.getValue()));

        assertFails("inspect DATA", data, 1, "lies in files of the carrier pigeon, and this version reads those of [");
    }

    @Test
    void showsWhereAFailureCameFromOnRequest() {
        JournalRun run = run("verify nowhere --debug");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("there is no directory nowhere", "JournalException", "\tat ");
    }

    @Test
    void explainsItself() {
        JournalRun none = JournalRun.of();
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).startsWith("Usage: tidemill journal")
                .contains("inspect", "verify", "dump", "export",
                        "verdict");
        assertThat(run("--help").succeeded().out()).isEqualTo(none.err());
        for (String command : List.of("inspect", "verify", "dump", "export", "verdict")) {
            assertThat(run(command + " --help").succeeded().out()).startsWith("Usage: tidemill journal " + command)
                    .contains("DIR", "--json", "--no-progress", "--debug", "Exit codes: 0");
        }
        assertThat(run("--version").succeeded().out()).startsWith("tidemill ").contains("Java 25");
    }

    private void assertFails(String command, Path directory, int code, String sentence) {
        JournalRun run = run(command.replace("DATA", directory.toString()));

        assertThat(run.code()).as("%s", run).isEqualTo(code);
        assertThat(run.err()).startsWith("tidemill journal ").contains(sentence).doesNotContain("Exception", "\tat ");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
    }

    private JournalRun run(String arguments) {
        List<Object> words = new ArrayList<>();
        Stream.of(arguments.split(" "))
                .map(word -> word.equals("DATA") ? data : word.equals("F") ? temporary.resolve("out") : word)
                .forEach(words::add);
        return JournalRun.of(words.toArray());
    }
}
