// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemill.Batching;
import io.tidemill.Input;
import io.tidemill.JournalCarrier;
import io.tidemill.Publisher;
import io.tidemill.StreamingContext;

import static org.assertj.core.api.Assertions.assertThat;

/// All commands beside an engine that keeps its journal by each of the carriers.
@Timeout(120)
class LiveEngineTest {
    private static final int ROUNDS = 5;
    private static final int ROWS_A_ROUND = 20_000;

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @EnumSource(names = {"CHRONICLE", "FILE"})
    void seesWhatWasAcknowledged(JournalCarrier carrier) throws Exception {
        Path data = temporary.resolve("data");
        Path out = temporary.resolve("rows.csv");
        long acknowledged = 0;
        try (StreamingContext ssc = StreamingContext.builder("live")
                .batching(Batching.every(Duration.ofMillis(20)))
                .checkpoint(data)
                .journalCarrier(carrier)
                .build()) {
            Input<Long> numbers = ssc.input("numbers", Long.class);
            numbers.stream().count().foreach(_ -> {});
            ssc.start();
            Publisher<Long> publisher = numbers.openPublisher("counter");
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < ROWS_A_ROUND; i++) {
                    acknowledged = publisher.append(acknowledged);
                }
                assertThat(publisher.awaitDurable(acknowledged, Duration.ofSeconds(30))).isTrue();
                seesAtLeast(acknowledged, data, out);
            }
            publisher.close();
            ssc.stop(true);
        }
        JsonNode json = JournalRun.of("verify", data, "--decode", "--json").succeeded().json();
        assertThat(json.get("rows").longValue()).isEqualTo(acknowledged + 1);
    }

    private static void seesAtLeast(long acknowledged, Path data, Path out) throws Exception {
        JsonNode verified = JournalRun.of("verify", data, "--decode", "--json").succeeded().json();
        assertThat(verified.get("state").textValue()).isEqualTo("sound");
        assertThat(verified.get("rows").longValue()).isGreaterThan(acknowledged);
        JsonNode inspected = JournalRun.of("inspect", data, "--json").succeeded().json();
        assertThat(inspected.get("publishers").get(0).get("nextRow").longValue()).isGreaterThan(acknowledged);
        assertThat(JournalRun.of("dump", data, "--rows", 0).succeeded().err()).isEmpty();
        JournalRun.of("export", data, "--format", "csv", "--out", out, "--force").succeeded();
        assertThat(Files.readAllLines(out)).hasSizeGreaterThan((int) acknowledged);
    }
}
