// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Chooses what a [KafkaSource] reads and how. It needs one of [#subscribe], [#subscribePattern] and [#assign]; everything else has
/// a default:
///
/// | what | default |
/// |---|---|
/// | [#startingAt] | the first record that the broker has |
/// | [#endingAt] | never |
/// | [#readCommitted] | records of transactions are read as they come, also of those that are aborted |
/// | [#failOnDataLoss] | true |
/// | [#lookEvery] | 10 s |
/// | [#commitTo] | offsets are kept in the journal alone |
///
/// Values are checked as they are set, and whether they go together by [#build].
public final class KafkaSourceBuilder {
    private static final Pattern SERVERS = Pattern.compile("[^\\s,]+:\\d{1,5}(\\s*,\\s*[^\\s,]+:\\d{1,5})*");
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private final String servers;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private @Nullable Topics topics;
    private StartingOffsets start = StartingOffsets.earliest();
    private EndingOffsets end = EndingOffsets.never();
    private boolean readCommitted;
    private boolean failOnDataLoss = true;
    private Duration lookEvery = Duration.ofSeconds(10);
    private @Nullable String group;

    KafkaSourceBuilder(String servers) {
        if (!SERVERS.matcher(servers).matches()) {
            throw new IllegalArgumentException(
                    "`%s` names no brokers: write host:port, several separated by commas".formatted(servers));
        }
        this.servers = servers.replaceAll("\\s", "");
    }

    /// All partitions of some topics, also those that are added later.
    public KafkaSourceBuilder subscribe(String... names) {
        Stream.of(names).forEach(KafkaSourceBuilder::requireTopic);
        return read(new Topics.Named(List.of(names)), names.length);
    }

    /// All partitions of all topics whose whole name matches, also of those that are made later. What Kafka keeps for itself, the topics
    /// that begin with two underscores, only if the expression begins so too.
    public KafkaSourceBuilder subscribePattern(String regularExpression) {
        return read(new Topics.Matching(Pattern.compile(regularExpression)), 1);
    }

    /// These partitions alone.
    public KafkaSourceBuilder assign(TopicPartition... partitions) {
        Stream.of(partitions).forEach(partition -> {
            requireTopic(partition.topic());
            if (partition.partition() < 0) {
                throw new IllegalArgumentException(
                        "partition %d of topic %s: they are numbered from 0".formatted(partition.partition(),
                                partition.topic()));
            }
        });
        return read(new Topics.Assigned(List.of(partitions)), partitions.length);
    }

    private KafkaSourceBuilder read(Topics choice, int named) {
        if (topics != null) {
            throw new IllegalArgumentException(
                    "the source reads %s already: call one of subscribe, subscribePattern and assign, once"
                            .formatted(topics.text()));
        }
        if (named == 0) {
            throw new IllegalArgumentException("a Kafka source needs something to read: name a topic");
        }
        topics = choice;
        return this;
    }

    private static void requireTopic(String name) {
        if (!TOPIC.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException(
                    "`%s` is no name of a topic: those have letters, digits, and . _ -".formatted(name));
        }
    }

    /// Where to begin at the first start.
    public KafkaSourceBuilder startingAt(StartingOffsets offsets) {
        start = offsets;
        return this;
    }

    /// Where to end.
    public KafkaSourceBuilder endingAt(EndingOffsets offsets) {
        end = offsets;
        return this;
    }

    /// Reads records of transactions when they are committed, and never those of aborted ones.
    public KafkaSourceBuilder readCommitted() {
        readCommitted = true;
        return this;
    }

    /// What to do when the broker no longer has what was to be read: fail (the default), or count it, log it, and go on at the first
    /// record that there is.
    public KafkaSourceBuilder failOnDataLoss(boolean fail) {
        failOnDataLoss = fail;
        return this;
    }

    /// How often to look for new partitions, and new topics that match.
    public KafkaSourceBuilder lookEvery(Duration interval) {
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "the time between looks must be a millisecond at least, was " + interval);
        }
        lookEvery = interval;
        return this;
    }

    /// Commits offsets to Kafka for a group, behind what has been output, for tools that watch how far readers are behind. Nothing is
    /// ever read from there: the journal decides where to go on.
    public KafkaSourceBuilder commitTo(String groupId) {
        if (groupId.isBlank()) {
            throw new IllegalArgumentException("the group to commit offsets for needs a name");
        }
        group = groupId;
        return this;
    }

    /// A property of Kafka's consumer, such as `security.protocol` or `max.partition.fetch.bytes`. Those that this builder has a method
    /// for, and those that the source needs for itself, are refused by name.
    public KafkaSourceBuilder property(String name, String value) {
        ConsumerProperties.requireFree(name);
        properties.put(name, value);
        return this;
    }

    /// Several of them.
    public KafkaSourceBuilder properties(Map<String, String> several) {
        several.forEach(this::property);
        return this;
    }

    /// A source of the records' values as text; see [KafkaSource#asRows] for the rest of them.
    public KafkaSource build() {
        Topics chosen = topics;
        if (chosen == null) {
            throw new IllegalArgumentException(
                    "a Kafka source needs something to read: call subscribe, subscribePattern or assign");
        }
        if (start instanceof StartingOffsets.At(Map<TopicPartition, Long> named)) {
            requireCovered(chosen, "starting", named.keySet());
        }
        if (end instanceof EndingOffsets.At(Map<TopicPartition, Long> named)) {
            requireCovered(chosen, "ending", named.keySet());
        }
        return new KafkaSource(new KafkaOptions(servers, chosen, start, end, readCommitted, failOnDataLoss, lookEvery,
                Optional.ofNullable(group), properties), new TextShape());
    }

    private static void requireCovered(Topics chosen, String what, Set<TopicPartition> named) {
        List<TopicPartition> others = named.stream().filter(partition -> !chosen.cover(partition)).toList();
        if (!others.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s offsets name %s, which the source does not read: it reads %s".formatted(what,
                            Words.list(others), chosen.text()));
        }
    }
}
