// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.ConnectorException;

import static org.assertj.core.api.Assertions.assertThat;

/// Brokers that go away, are not there, or refuse.
@Timeout(180)
class KafkaTroubleTest {
    private final KafkaBroker broker = KafkaBroker.shared();

    @Test
    void aBrokerThatIsKilledAndComesBackIsReadOn() {
        try (Topic topic = Topic.make(broker, 3); SourceRun run = SourceRun.of(topic.source().build())) {
            List<String> texts = new ArrayList<>(topic.writeMany("before", 999, 3));
            run.awaitRows(1);

            broker.kill();

            run.awaitState("waiting for %s (no broker answers)".formatted(broker.servers()));
            broker.start();
            texts.addAll(topic.writeMany("after", 999, 3));
            run.awaitRows(texts.size());
            assertThat(run.texts()).containsExactlyInAnyOrderElementsOf(texts);
            run.stop();
            assertThat(run.states()).filteredOn(state -> state.startsWith("connected"))
                    .as("told when it is there, and again when it is there again")
                    .hasSize(2);
        }
    }

    @Test
    void waitsForABrokerThatIsNotThereAndStopsAtOnce() {
        KafkaSource source = KafkaSource.from("127.0.0.1:1").subscribe("any").build();
        try (SourceRun run = SourceRun.of(source)) {
            run.awaitState("waiting for 127.0.0.1:1 (no broker answers)");
        }
    }

    @Test
    void startsWithoutABrokerAlsoWhenItWantsToKnowWhatIsThere() {
        KafkaSource source = KafkaSource.from("127.0.0.1:1")
                .subscribe("any")
                .startingAt(StartingOffsets.latest())
                .endingAt(EndingOffsets.latest())
                .build();
        try (SourceRun run = SourceRun.of(source)) {
            run.awaitState("connecting to 127.0.0.1:1");
        }
    }

    @Test
    void aSourceThatEndsDoesNotWaitForItsFirstBroker() {
        for (String servers : List.of("127.0.0.1:1", "no-such-host.invalid:9092")) {
            KafkaSource source = KafkaSource.from(servers).subscribe("any").endingAt(EndingOffsets.latest()).build();
            try (SourceRun run = SourceRun.of(source)) {
                assertThat(run.awaitFailure()).isInstanceOf(ConnectorException.class)
                        .hasMessageStartingWith("source kafka any: there is no broker at " + servers)
                        .hasMessageEndingWith("check the address; a source that ends does not wait for its first");
            }
        }
    }

    @Test
    void aSourceThatEndsWaitsForItsBrokerInARestart() {
        KafkaSource source = KafkaSource.from("127.0.0.1:1").subscribe("any").endingAt(EndingOffsets.latest()).build();
        try (SourceRun run = SourceRun.of(source,
                Map.of("any-0", 1L, "any-0:end", 5L, Places.PLACED, 1L))) {
            run.awaitState("waiting for 127.0.0.1:1 (no broker answers)");
        }
    }

    @Test
    void waitsForAHostWhoseNameIsNotKnown() {
        KafkaSource source = KafkaSource.from("no-such-host.invalid:9092").subscribe("any").build();
        try (SourceRun run = SourceRun.of(source)) {
            run.awaitState("waiting for no-such-host.invalid:9092 (unknown host)");
        }
    }

    @Test
    void stopsAtOnceWhileItWaitsForRecords() {
        try (Topic topic = Topic.make(broker, 1); SourceRun run = SourceRun.of(topic.source().build())) {
            run.awaitState("reading");
            run.stop();
        }
    }

    @Test
    void aRefusedLoginIsFinalAndKeepsItsSecret() {
        String secret = "canary-5d0c9b";
        Throwable failure = failure(login(secret));

        assertThat(failure).isInstanceOf(ConnectorException.class)
                .hasMessage(
                        "source kafka any: %s refuses the login: Authentication failed: Invalid username or password. Check security.protocol, sasl.mechanism and the credentials; trying again does not help",
                        broker.saslServers());
        assertThat(everythingOf(failure)).doesNotContain(secret);
    }

    @Test
    void aPermissionThatIsMissingIsFinalAndNamed() {
        try (Topic topic = Topic.make(broker, 1)) {
            KafkaSource source = KafkaSource.from(broker.saslServers())
                    .subscribe(topic.name())
                    .properties(login(KafkaBroker.PASSWORD))
                    .build();
            try (SourceRun run = SourceRun.of(source)) {
                Throwable failure = run.awaitFailure();
                assertThat(failure).hasMessage(
                        "source kafka %1$s: no permission for topics %1$s: give READ and DESCRIBE on it to the user that the source logs in as",
                        topic.name());
                assertThat(everythingOf(failure)).doesNotContain(KafkaBroker.PASSWORD);
            }
        }
    }

    @Test
    void aPropertyThatMakesNoSenseIsFinalAndKeepsItsSecret() {
        Map<String, String> unquoted = Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule canary-0a1b username=x password=canary-77;");
        assertThat(everythingOf(failure(unquoted))).doesNotContain("canary");

        assertThat(failure(Map.of("fetch.min.bytes", "lots"))).hasMessageContaining("fetch.min.bytes")
                .hasMessageContaining("lots");
    }

    @Test
    void loginModulesThatLookElsewhereAreRefused() {
        Throwable failure = failure(Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", "com.sun.security.auth.module.KeyStoreLoginModule required;"));

        assertThat(failure).hasMessageContaining("KeyStoreLoginModule is not allowed");
    }

    @Test
    void valuesThatAreFetchedFromElsewhereAreRefused() {
        Throwable failure = failure(Map.of("config.providers", "env", "config.providers.env.class",
                "org.apache.kafka.common.config.provider.EnvVarConfigProvider", "client.rack", "${env:HOME}"));

        assertThat(failure).hasMessageContaining("EnvVarConfigProvider is not allowed");
    }

    private Throwable failure(Map<String, String> properties) {
        KafkaSource source = KafkaSource.from(broker.saslServers()).subscribe("any").properties(properties).build();
        assertThat(source.toString()).doesNotContain("canary");
        try (SourceRun run = SourceRun.of(source)) {
            return run.awaitFailure();
        }
    }

    private static Map<String, String> login(String password) {
        return Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN", "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(KafkaBroker.USER, password));
    }

    /// All that a failure, and what caused it, says.
    private static String everythingOf(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable told = failure; told != null; told = told.getCause()) {
            all.append(told).append('\n');
        }
        return all.toString();
    }
}
