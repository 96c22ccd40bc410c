// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import org.apache.kafka.common.TopicPartition;

import io.tidemill.connector.SourceContext;

/// The partitions that a run reads: those that its first look finds, with where each begins and ends, and what appears later.
///
/// Where a partition begins: at the place that the journal has; else, at the first look of a first start, where the user says; else at
/// its first record, because all of it is new.
final class Assignment {
    /// Metadata may lack a topic for a while, when it was made just now, or when brokers come and go.
    private static final int LOOKS_UNTIL_GONE = 10;

    private final KafkaOptions options;
    private final SourceContext context;
    private final Places places;
    private final Failures failures;
    private final Map<TopicPartition, ReadPartition> partitions = new LinkedHashMap<>();
    private final Map<String, Long> notes = new LinkedHashMap<>();
    private List<String> missing = List.of();
    private int looksInVain;
    private boolean placed;

    Assignment(KafkaOptions options, SourceContext context, Failures failures) {
        this.options = options;
        this.context = context;
        this.failures = failures;
        this.places = new Places(context.resumeFrom());
    }

    boolean isRestart() {
        return places.isRestart();
    }

    /// Looks which partitions there are, and where those begin that are new. To be called again if it throws.
    ///
    /// @param onGone told of each partition that is there no more
    void look(Broker broker, Consumer<ReadPartition> onGone) {
        Topics.Found found = broker.find(options.topics());
        missing = found.missing();
        if (placed) {
            addNew(broker, found.partitions());
        } else if (isWorthPlacing()) {
            placeAll(broker, found.partitions());
            placed = true;
        }
        for (ReadPartition partition : List.copyOf(partitions.values())) {
            if (partition.missed(found.partitions().contains(partition.id())) >= LOOKS_UNTIL_GONE
                    && !partition.isRead()) {
                onGone.accept(partition);
                partitions.remove(partition.id());
                context.forget(partition.part());
            }
        }
    }

    /// A source that is to end does not wait for ever for something that there is not.
    private boolean isWorthPlacing() {
        if (!options.isBounded() || isRestart() || missing.isEmpty()) {
            return true;
        }
        if (++looksInVain >= LOOKS_UNTIL_GONE) {
            throw failures.missing(missing);
        }
        return false;
    }

    private void placeAll(Broker broker, Set<TopicPartition> found) {
        Set<TopicPartition> wanted = new LinkedHashSet<>(found);
        places.partitions().stream().filter(options.topics()::cover).forEach(wanted::add); // also if it is not there now
        Map<TopicPartition, Long> ends = ends(broker, wanted);
        wanted.removeIf(partition -> options.isBounded() && !ends.containsKey(partition));
        Map<TopicPartition, Long> starts = starts(broker, wanted.stream().filter(p -> !isPlaced(p)).toList());
        if (options.end() instanceof EndingOffsets.Latest && !areEndsKnown()) {
            ends.forEach((partition, end) -> notes.put(Places.endPart(partition), end));
        }
        wanted.forEach(partition -> add(partition, starts, ends.getOrDefault(partition, ReadPartition.NO_END)));
        if (!isRestart()) {
            notes.put(Places.PLACED, 1L); // behind all others
        }
    }

    private boolean areEndsKnown() {
        return isRestart() && !places.ends().isEmpty();
    }

    private boolean isPlaced(TopicPartition partition) {
        return isRestart() && places.has(partition);
    }

    private void add(TopicPartition id, Map<TopicPartition, Long> starts, long end) {
        Long start = starts.get(id);
        if (start == null) {
            partitions.put(id, new ReadPartition(id, places.of(id), end));
        } else {
            // a first start that was cut off may have noted it; later, what is not known here was forgotten
            long first = isRestart() ? start : Math.max(start, places.of(id));
            partitions.put(id, new ReadPartition(id, first, end));
            notes.put(Places.part(id), first);
        }
    }

    private Map<TopicPartition, Long> ends(Broker broker, Set<TopicPartition> wanted) {
        return switch (options.end()) {
            case EndingOffsets.Never() -> Map.of();
            case EndingOffsets.At(Map<TopicPartition, Long> named) -> {
                Set<TopicPartition> others = new LinkedHashSet<>(wanted);
                others.removeAll(named.keySet());
                if (!others.isEmpty()) {
                    throw failures.withoutEnd(others);
                }
                yield named;
            }
            case EndingOffsets.Latest() -> areEndsKnown() ? places.ends() : broker.last(wanted);
        };
    }

    private Map<TopicPartition, Long> starts(Broker broker, Collection<TopicPartition> fresh) {
        Map<TopicPartition, Long> named = options.start() instanceof StartingOffsets.At(var offsets)
                ? offsets
                : Map.of();
        Map<TopicPartition, Long> starts = new HashMap<>();
        List<TopicPartition> others = new ArrayList<>();
        fresh.forEach(partition -> {
            Long offset = named.get(partition);
            if (offset == null) {
                others.add(partition);
            } else {
                starts.put(partition, offset);
            }
        });
        starts.putAll(placed || isRestart() ? broker.first(others) : switch (options.start()) {
            case StartingOffsets.Earliest() -> broker.first(others);
            case StartingOffsets.At(_) -> broker.first(others);
            case StartingOffsets.Latest() -> broker.last(others);
            case StartingOffsets.Since(var moment) -> broker.since(others, moment);
        });
        return starts;
    }

    private void addNew(Broker broker, Set<TopicPartition> found) {
        if (!options.isBounded()) {
            List<TopicPartition> fresh = found.stream().filter(id -> !partitions.containsKey(id)).toList();
            Map<TopicPartition, Long> starts = starts(broker, fresh);
            fresh.forEach(id -> add(id, starts, ReadPartition.NO_END));
        }
    }

    /// Tells the journal what it does not know yet, before there are rows that go by it.
    void note() {
        notes.forEach(context::note);
        notes.clear();
    }

    /// Goes on at an offset of a partition that is further on, past what became no rows.
    void goOnAt(ReadPartition partition, long offset) {
        if (partition.goOnAt(offset)) {
            context.note(partition.part(), partition.next());
        }
    }

    /// Begins a partition again at an offset that need not be behind the last one.
    void beginAnew(ReadPartition partition, long first) {
        partition.beginAnew(first);
        context.forget(partition.part());
        context.note(partition.part(), first);
    }

    /// Tells the client what is to be read on, and from where what it does not read yet.
    void assignTo(org.apache.kafka.clients.consumer.Consumer<?, ?> consumer) {
        Set<TopicPartition> active = new LinkedHashSet<>();
        active().forEach(partition -> active.add(partition.id()));
        Set<TopicPartition> before = Set.copyOf(consumer.assignment());
        if (!active.equals(before)) {
            consumer.assign(active);
            active.stream()
                    .filter(id -> !before.contains(id))
                    .forEach(id -> consumer.seek(id, of(id).next()));
        }
    }

    /// What has not been read to its end.
    List<ReadPartition> active() {
        return partitions.values().stream().filter(partition -> !partition.isRead()).toList();
    }

    ReadPartition of(TopicPartition id) {
        return Objects.requireNonNull(partitions.get(id)); // the client hands out what it was assigned
    }

    Collection<ReadPartition> all() {
        return partitions.values();
    }

    /// What was named and was not there at the last look.
    List<String> missing() {
        return missing;
    }

    /// Whether the first look has been.
    boolean isPlaced() {
        return placed;
    }

    /// Whether everything up to the ends has been read.
    boolean isComplete() {
        return placed && options.isBounded() && active().isEmpty();
    }
}
