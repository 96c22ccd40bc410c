// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.examples.runner.WordCountRunner;
import io.tidemill.kafka.KafkaBroker;
import io.tidemill.kafka.Topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// The main job on topics of a real broker.
@Timeout(180)
class WordCountOfTopicsTest {
    private static final String MAIN = "io.tidemill.examples.WordCount";

    private final KafkaBroker broker = KafkaBroker.shared();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @Test
    void countsWhatTheTopicHoldsAtTheFirstStart() throws IOException {
        Path counts = directory.resolve("counts.csv");
        try (Topic topic = Topic.make(broker, 3)) {
            topic.writeMany("tide mill tide", 3_000, 3);
            assertThat(run(topic.name(), "--exit-when-done", "--data", data(), "--durability", "power:10ms", "--out",
                    counts.toString())).as("%s", err).isZero();
            Map<String, Integer> expected = NaiveWordCount.counts("tide mill tide\n".repeat(3_000).getBytes(UTF_8));
            for (int i = 0; i < 3_000; i++) {
                expected.put("" + i, 1);
            }
            assertThat(Files.readString(counts)).isEqualTo(NaiveWordCount.csv(expected));
            assertThat(err.toString(UTF_8)).contains("read 3,000 lines");

            topic.writeMany("too late", 30, 3);
            Files.delete(counts);
            err.reset();
            assertThat(run(topic.name(), "--exit-when-done", "--data", data(), "--out", counts.toString()))
                    .as("%s", err)
                    .isZero();
            assertThat(Files.readString(counts)).as("of the run that is complete")
                    .isEqualTo(NaiveWordCount.csv(expected));
            assertThat(err.toString(UTF_8)).contains("replayed 3,000 lines of the journal; read 0 lines");
        }
    }

    @Test
    void readsSeveralTopicsAndWhatIsWrittenLater() throws Exception {
        try (Topic tides = Topic.make(broker, 1);
                Topic mills = Topic.make(broker, 2);
                RunningProgram program = RunningProgram.start(directory, MAIN, "--source", "kafka", "--bootstrap",
                        broker.servers(), "--topic", tides.name() + "," + mills.name(), "--window", "60s", "--slide",
                        "200ms")) {
            tides.write("tide tide tide");
            mills.writeTo(1, "mill");
            program.awaitStdout("(tide,3)\n(mill,1)\n\n");
            mills.writeTo(0, "mill mill");
            program.awaitStdout("(mill,3)\n(tide,3)\n\n");
            program.awaitStderr("connected to " + broker.servers());

            program.interrupt();

            assertThat(program.exitCode()).as("%s", program).isZero();
            assertThat(program.stderr()).contains("read 3 lines").doesNotContain("Exception");
            assertThat(program.stderr().lines()).noneMatch(line -> line.startsWith("WARN "));
        }
    }

    @Test
    void refusesAnotherTopicOnTheSameData() {
        try (Topic one = Topic.make(broker, 1); Topic other = Topic.make(broker, 1)) {
            one.write("tide");
            assertThat(run(one.name(), "--exit-when-done", "--data", data())).as("%s", err).isZero();
            err.reset();

            assertThat(run(other.name(), "--exit-when-done", "--data", data())).isOne();

            assertThat(err.toString(UTF_8)).contains("kafka " + one.name(), "kafka " + other.name());
            assertThat(err.toString(UTF_8).lines()).hasSize(1);
        }
    }

    @Test
    void saysThatThereIsNoTopic() {
        assertThat(run("no-such-topic", "--exit-when-done")).isOne();

        assertThat(err.toString(UTF_8).lines()).last()
                .isEqualTo(
                        "tidemill wordcount: source kafka no-such-topic: there is no topic no-such-topic at %s: make it, or check its name; a source that ends does not wait for it"
                                .formatted(broker.servers()));
    }

    @Test
    void saysThatThereIsNoBroker() {
        assertThat(runAt("127.0.0.1:1", "words", "--exit-when-done")).isOne();

        assertThat(err.toString(UTF_8).lines()).containsExactly(
                "waiting for 127.0.0.1:1: no broker answers",
                "tidemill wordcount: source kafka words: there is no broker at 127.0.0.1:1 (no broker answers): start one, or check the address; a source that ends does not wait for its first");
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private int run(String topic, String... arguments) {
        return runAt(broker.servers(), topic, arguments);
    }

    private int runAt(String servers, String topic, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--source", "kafka", "--bootstrap", servers, "--topic", topic,
                "--slide", "200ms"));
        all.addAll(List.of(arguments));
        return WordCountRunner.run(WordCount::define, new ByteArrayOutputStream(), new PrintStream(err, true, UTF_8),
                all.toArray(String[]::new));
    }
}
