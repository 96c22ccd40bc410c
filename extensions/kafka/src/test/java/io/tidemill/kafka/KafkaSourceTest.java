// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/// What may be chosen, and what is refused before anything runs.
class KafkaSourceTest {
    private static final TopicPartition FIRST = new TopicPartition("orders", 0);

    private static KafkaSourceBuilder broker() {
        return KafkaSource.from("localhost:9092");
    }

    @Test
    void isNamedByWhatItReads() {
        assertThat(broker().subscribe("orders", "trades", "orders").build().name()).isEqualTo("kafka orders, trades");
        assertThat(broker().subscribePattern("o.*").build().name()).isEqualTo("kafka /o.*/");
        assertThat(broker().assign(FIRST).build().name()).isEqualTo("kafka orders-0");
        assertThat(broker().subscribe("a", "b", "c", "d", "e", "f", "g").build().name())
                .isEqualTo("kafka a, b, c, d, e and 2 more");
    }

    @Test
    void isBoundedIfItHasAnEnd() {
        KafkaSourceBuilder builder = broker().subscribe("orders");
        assertThat(builder.build().bounded()).isFalse();
        assertThat(builder.endingAt(EndingOffsets.latest()).build().bounded()).isTrue();
        assertThat(builder.endingAt(EndingOffsets.at(Map.of(FIRST, 3L))).build().asRows().bounded()).isTrue();
    }

    @Test
    void givesTextUnlessAskedForRows() {
        KafkaSource source = broker().subscribe("orders").build();
        assertThat(source.schema().fields()).extracting(Object::toString).containsExactly("value: utf8");
        assertThat(source.asRows().schema().fields()).extracting(Object::toString)
                .containsExactly("key: utf8?", "value: utf8?", "topic: utf8", "partition: int32", "offset: int64",
                        "timestamp: timestamp?", "timestampType: int32");
    }

    private static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(b -> KafkaSource.from("localhost"), "`localhost` names no brokers: write host:port"),
                refusal(b -> KafkaSource.from(""), "`` names no brokers"),
                refusal(b -> b.build(), "call subscribe, subscribePattern or assign"),
                refusal(b -> b.subscribe(), "name a topic"),
                refusal(b -> b.subscribe("a b"), "`a b` is no name of a topic"),
                refusal(b -> b.subscribe(".."), "`..` is no name of a topic"),
                refusal(b -> b.subscribe("a").assign(FIRST), "the source reads a already"),
                refusal(b -> b.subscribePattern("("), "Unclosed group"),
                refusal(b -> b.assign(new TopicPartition("a", -1)), "partition -1 of topic a"),
                refusal(b -> b.lookEvery(Duration.ZERO), "a millisecond at least, was PT0S"),
                refusal(b -> b.commitTo(" "), "needs a name"),
                refusal(b -> StartingOffsets.at(Map.of()), "starting offsets name no partition"),
                refusal(b -> EndingOffsets.at(Map.of(FIRST, -1L)),
                        "the ending offset of orders-0 must not be negative"),
                refusal(b -> StartingOffsets.since(Instant.EPOCH.minusSeconds(1)), "begin in 1970"),
                refusal(b -> b.subscribe("trades").startingAt(StartingOffsets.at(Map.of(FIRST, 1L))).build(),
                        "starting offsets name orders-0, which the source does not read: it reads trades"),
                refusal(b -> b.subscribe("trades").endingAt(EndingOffsets.at(Map.of(FIRST, 1L))).build(),
                        "ending offsets name orders-0, which the source does not read: it reads trades"),
                refusal(b -> b.subscribe("a").build().asRows("h", "h"), "a header is named twice"),
                refusal(b -> b.property("group.id", "g"), "group.id is the source's own property: call commitTo"),
                refusal(b -> b.properties(Map.of("auto.offset.reset", "latest")),
                        "auto.offset.reset is the source's own property: call startingAt"),
                refusal(b -> b.property("value.deserializer", "X"), "records are read as bytes"));
    }

    private static Arguments refusal(Consumer<KafkaSourceBuilder> choice, String sentence) {
        return arguments(sentence, choice);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refusesInASentence(String sentence, Consumer<KafkaSourceBuilder> choice) {
        assertThatIllegalArgumentException().isThrownBy(() -> choice.accept(broker())).withMessageContaining(sentence);
    }

    @Test
    void tellsTheClientWhatItNeedsWhateverTheUserSays() {
        KafkaOptions options = new KafkaOptions("b:1", new Topics.Named(List.of("t")), StartingOffsets.earliest(),
                EndingOffsets.never(), true, true, Duration.ofSeconds(7), Optional.of("g"),
                Map.of("max.poll.records", "10"));

        assertThat(ConsumerProperties.of(options)).containsEntry("auto.offset.reset", "none")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("metadata.max.age.ms", 7_000L)
                .containsEntry("group.id", "g")
                .containsEntry("max.poll.records", "10");
    }
}
