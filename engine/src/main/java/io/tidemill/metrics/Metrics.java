// SPDX-License-Identifier: Apache-2.0
package io.tidemill.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;

/// The numbers of one engine by name, in the words of Prometheus: `tidemill_operator_rows_total{context="c",operator="map"}`.
///
/// Filled while the engine is made, read by any thread at any time; reading takes no lock and disturbs nobody.
public final class Metrics {
    private final List<Reading> readings = new ArrayList<>();
    private final List<Consumer<ObjLongConsumer<String>>> families = new ArrayList<>();
    private final String context;

    private record Reading(String name, LongSupplier value) {}

    public Metrics(String context) {
        this.context = context;
    }

    /// Adds a number of the whole context. Before any thread reads.
    public void add(String name, LongSupplier value) {
        readings.add(new Reading(named(name), value));
    }

    /// Adds a number of a part of the context, such as `operator`, `map`. Before any thread reads.
    public void add(String name, String label, String part, LongSupplier value) {
        readings.add(new Reading(named(name, label, part), value));
    }

    /// Adds numbers of parts that come and go: asked anew for each snapshot. Before any thread reads.
    public void family(Consumer<ObjLongConsumer<String>> numbers) {
        families.add(numbers);
    }

    /// All numbers as they are now, by name.
    public Map<String, Long> snapshot() {
        Map<String, Long> now = new TreeMap<>();
        readings.forEach(reading -> now.put(reading.name(), reading.value().getAsLong()));
        families.forEach(family -> family.accept(now::put));
        return now;
    }

    /// A name with the context's label.
    public String named(String name) {
        return "%s{context=\"%s\"}".formatted(name, escaped(context));
    }

    /// A name with the labels of the context and of a part of it.
    public String named(String name, String label, String part) {
        return "%s{context=\"%s\",%s=\"%s\"}".formatted(name, escaped(context), label, escaped(part));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
