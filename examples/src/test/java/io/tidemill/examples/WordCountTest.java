// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.examples.runner.WordCountRunner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// The main job in this JVM: what it counts, prints and writes, and what it says of wrong arguments.
@Timeout(120)
class WordCountTest {
    private static final Pattern WINDOW = Pattern
            .compile("-{43}\nTime: (\\d+) ms\n-{43}\n((?:\\(.*,\\d+\\)\n)*)((?:\\.\\.\\.\n)?)\n");

    @TempDir
    private Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"inline", "one", "two"})
    void countsEveryWordOfTheBook(String threads) throws IOException {
        Path book = Path.of(System.getProperty("tidemill.root"), "examples/src/main/resources/moby-dick.txt");
        Map<String, Integer> expected = NaiveWordCount.counts(Files.readAllBytes(book));
        Path counts = directory.resolve("counts.csv");

        int code = run("--source", "files", "--path", book.toString(), "--exit-when-done", "--out", counts.toString(),
                "--threads", threads,
                "--slide", "100ms");

        assertThat(code).as("%s", err).isZero();
        assertThat(expected).hasSize(33_062);
        assertThat(expected.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(212_571);
        assertThat(Files.readString(counts)).isEqualTo(NaiveWordCount.csv(expected));
        assertThat(err.toString(UTF_8)).contains("counts.csv: 212,571 words, 33,062 of them distinct");
    }

    @Test
    void printsAWindowAsSparkDoes() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "b a b\n\tc  a b\n");

        int code = run("--source", "files", "--path", text.toString(), "--exit-when-done", "--window", "60s", "--slide",
                "200ms", "--top", "2");

        assertThat(code).as("%s", err).isZero();
        String printed = out.toString(UTF_8);
        assertThat(WINDOW.matcher(printed).replaceAll("")).as("what is no window").isEmpty();
        List<String> windows = WINDOW.matcher(printed).results().map(window -> window.group()).toList();
        String last = windows.getLast();
        String time = last.replaceAll("(?s).*Time: (\\d+) ms.*", "$1");
        assertThat(last).isEqualTo("""
                -------------------------------------------
                Time: %s ms
                -------------------------------------------
                (b,3)
                (a,2)
                ...

                """.formatted(time));
        assertThat(Long.parseLong(time) % 100).as("the batch interval").isZero();
    }

    @Test
    void splitsAtAsciiWhiteSpaceOnlyAndKeepsTheCase() throws IOException {
        byte[] text = "A a\u00A0b A\u000Bx\fy\r\nsay \"so\", (the)\t\u2003end\n\n \n last".getBytes(UTF_8);
        Path file = Files.write(directory.resolve("text"), text);
        Path counts = directory.resolve("counts.csv");

        assertThat(run("--source", "files", "--path", file.toString(), "--exit-when-done", "--out", counts.toString(),
                "--slide", "100ms"))
                .as("%s", err)
                .isZero();

        assertThat(Files.readString(counts)).isEqualTo(NaiveWordCount.csv(NaiveWordCount.counts(text)));
    }

    @Test
    void readsWhatLiesInADirectory() throws IOException {
        Path texts = Files.createDirectory(directory.resolve("texts"));
        Files.writeString(texts.resolve("one"), "tide mill\n");
        Files.writeString(texts.resolve("two"), "tide\n");
        Files.writeString(texts.resolve(".unfinished"), "never\n");
        Path counts = directory.resolve("counts.csv");

        assertThat(run("--source", "files", "--path", texts.toString(), "--exit-when-done", "--out", counts.toString(),
                "--slide", "100ms"))
                .as("%s", err)
                .isZero();

        assertThat(Files.readString(counts)).isEqualTo("tide,2\nmill,1\n");
    }

    @Test
    void countsLinesThatAreNoTextAndGoesOn() throws IOException {
        Path text = Files.write(directory.resolve("text"),
                new byte[]{'o', 'k', '\n', (byte) 0xFF, '\n', 'o', 'k', '\n'});
        Path counts = directory.resolve("counts.csv");

        assertThat(run("--source", "files", "--path", text.toString(), "--exit-when-done", "--out", counts.toString(),
                "--slide", "100ms")).isZero();

        assertThat(Files.readString(counts)).isEqualTo("ok,2\n");
        assertThat(err.toString(UTF_8)).contains("; rejects: 1 from file " + text,
                "latest rejects:\n  file %s, offset 3: invalid UTF-8\n".formatted(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --pth x                                | there is no option `--pth`; did you mean `--path`?
            --durability=sometimes                 | `sometimes` is no durability: there is none, process, power, power:10ms and power:4MB
            --durability=power:0MB                 | power:0MB would never wait: write power
            --accept-data-loss                     | --accept-data-loss goes with --data DIR only
            --source carrier-pigeon                | `carrier-pigeon` is no source: there is text, files, socket and kafka
            --source kafka                         | --source kafka needs a --topic to read
            --topic words                          | --bootstrap and --topic go with --source kafka only
            --bootstrap localhost:9092             | --bootstrap and --topic go with --source kafka only
            --source kafka --topic w --rate 3      | --rate goes with --source text or files
            --source kafka --topic w --port 9092   | --host and --port go with --source socket only
            --source kafka --topic a/b             | --topic a/b: `a/b` is no name of a topic
            --source kafka --topic w --bootstrap h | --bootstrap h, --topic w: `h` names no brokers: write host:port
            --source files                         | --source files needs a --path: a file or a directory
            --path x                               | --path x goes with --source files only
            --port 9999                            | --host and --port go with --source socket only
            --source socket --port 70000           | --port must be 1 to 65535, was 70000
            --source socket --exit-when-done       | --exit-when-done needs an input that ends
            --source socket --rate 3               | --rate goes with --source text or files
            --rate fast                            | `fast` is no rate
            --window 10                            | `10` is no duration: write 100ms, 2s or 10m
            --window 5s --slide 2s                 | multiple
            --slide 150ms                          | multiple
            --top many                             | '--top': 'many' is no whole number that it takes: write one such as 10
            --window 100000h --slide 100ms         | `100000h` is more than a year
            --top -1                               | --top must be 0 at least, was -1
            --source files --path ''               | --path '' names nothing: name a file or a directory
            --source files --path [a               | --path [a is neither a directory nor a pattern of directories: Missing ']
            --source socket --host ''              | --host '' names no server: name one
            --out ''                               | --out '' names no file: write for example --out counts.csv
            --out no-such-dir/counts.csv           | --out no-such-dir/counts.csv: there is no directory
            --out /dev/null                        | --out /dev/null is no regular file and would be replaced by one: name another
            --threads three                        | `three` is no layout: there is inline, one and two
            """)
    void refusesWrongArgumentsInASentence(String arguments, String sentence) {
        int code = run(
                Stream.of(arguments.split(" ")).map(word -> word.equals("''") ? "" : word).toArray(String[]::new));

        assertThat(code).isEqualTo(2);
        String said = err.toString(UTF_8);
        assertThat(said).startsWith("tidemill wordcount: ").contains(sentence).doesNotContain("Exception", "\tat ");
        assertThat(said.lines()).hasSize(2).last().isEqualTo("tidemill wordcount --help lists the options");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --source files --path no-such-file --exit-when-done       | there is no file no-such-file
            --source files --path no-such-dir/* --exit-when-done      | no directory matches no-such-dir/*: a pattern names directories
            """)
    void failsInASentence(String arguments, String sentence) {
        int code = run(arguments.split(" "));

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(UTF_8)).startsWith("tidemill wordcount: ")
                .contains(sentence)
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void showsWhereAFailureCameFromOnRequest() {
        assertThat(run("--source", "files", "--path", "no-such-file", "--exit-when-done", "--debug")).isEqualTo(1);

        assertThat(err.toString(UTF_8)).contains("there is no file no-such-file", "ConnectorException", "\tat ");
    }

    @Test
    void explainsItself() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("Usage: tidemill wordcount")
                .contains("--source", "--path", "--host", "--port", "--batch", "--window", "--slide", "--threads",
                        "--out", "--top", "--rate",
                        "--exit-when-done", "--no-progress");
        out.reset();
        assertThat(run("--version")).isZero();
        assertThat(out.toString(UTF_8)).matches("tidemill \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?, Java 25.*\\R");
    }

    @Test
    void endsQuietlyWhenNobodyReadsOn() {
        assertThat(runEndlessly(new FailingStream("Broken pipe"))).isZero();
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void failsWhenItsResultsCannotBeWritten() {
        assertThat(runEndlessly(new FailingStream("No space left on device"))).isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .endsWith("tidemill wordcount: stdout cannot be written: No space left on device\n");
    }

    private int runEndlessly(OutputStream stdout) {
        return WordCountRunner.run(WordCount::define, stdout, new PrintStream(err, true, UTF_8), "--source", "files",
                "--path", directory.toString(), "--slide", "100ms");
    }

    private int run(String... arguments) {
        return WordCountRunner.run(WordCount::define, new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8), arguments);
    }
}
