// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.kafka.KafkaBroker;
import io.tidemill.kafka.Topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// The program of `docs/kafka.md`, compiled and run as it stands there, but for the broker's address.
@Timeout(180)
class KafkaPageTest {
    private static final String BROKER = "localhost:9092";

    @TempDir
    private Path directory;

    @Test
    void thePagesProgramCountsOrdersByKey() throws Exception {
        KafkaBroker broker = KafkaBroker.shared();
        String program = DocumentedProgram.of("docs/kafka.md");
        assertThat(program).contains(BROKER);
        DocumentedProgram.compile(directory, "Orders", program.replace(BROKER, broker.servers()));

        try (Topic orders = new Topic(broker.servers(), "orders", Map.of())) {
            orders.create(2);
            orders.write("ACME".getBytes(UTF_8), "1".getBytes(UTF_8));
            orders.write("ACME".getBytes(UTF_8), "2".getBytes(UTF_8));
            orders.write("ACME".getBytes(UTF_8), null);
            try (RunningProgram running = RunningProgram.start(directory, "Orders")) {
                running.awaitStdout("[ACME,2]\n");
            }
        }
    }
}
