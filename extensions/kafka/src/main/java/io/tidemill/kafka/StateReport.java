// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;

import io.tidemill.connector.SourceContext;

/// Says what the source is doing: whom it waits for, and how far it is behind.
final class StateReport {
    private static final int SHOWN = 3;

    private final KafkaOptions options;
    private final SourceContext context;

    /// How many records of a partition are still to be read.
    private record Lag(ReadPartition partition, long records) {}

    StateReport(KafkaOptions options, SourceContext context) {
        this.options = options;
        this.context = context;
    }

    void connecting() {
        context.state("connecting to " + options.servers());
    }

    void connected() {
        context.state("connected to " + options.servers());
    }

    /// @param trouble why: `no broker answers`
    void waiting(String trouble) {
        context.state("waiting for %s (%s)".formatted(options.servers(), trouble));
    }

    /// Nothing that was named is there.
    void waitingFor(List<String> missing) {
        context.state("waiting for %s (not at %s; looking every %s s)".formatted(Words.list(missing),
                options.servers(), options.lookEvery().toMillis() / 1e3));
    }

    /// @param lost records that could not be read
    void reading(Consumer<?, ?> consumer, Assignment assignment, long lost) {
        List<Lag> lags = new ArrayList<>();
        for (ReadPartition partition : assignment.active()) {
            OptionalLong behind = options.isBounded()
                    ? OptionalLong.of(partition.left())
                    : consumer.currentLag(partition.id());
            behind.ifPresent(records -> lags.add(new Lag(partition, records)));
        }
        long all = lags.stream().mapToLong(Lag::records).sum();
        StringBuilder text = new StringBuilder("reading %s: %s, %s %s".formatted(options.topics().text(),
                Words.count(assignment.active().size(), "partition"), Words.count(all, "record"),
                options.isBounded() ? "left" : "behind"));
        if (all > 0) {
            text.append(lags.stream()
                    .filter(lag -> lag.records > 0)
                    .sorted(Comparator.comparingLong(Lag::records).reversed())
                    .limit(SHOWN)
                    .map(lag -> String.format(Locale.ROOT, "%s: %,d", lag.partition.id(), lag.records))
                    .collect(Collectors.joining(", ", " (", ")")));
        }
        if (!assignment.missing().isEmpty()) {
            text.append("; no ").append(Words.list(assignment.missing()));
        }
        context.state(text.append(lostText(lost)).toString());
    }

    void read(Assignment assignment, long lost) {
        context.state("read %s to the end: %s%s".formatted(options.topics().text(),
                Words.count(assignment.all().size(), "partition"), lostText(lost)));
    }

    private static String lostText(long lost) {
        return lost == 0 ? "" : "; %s lost".formatted(Words.count(lost, "record"));
    }
}
