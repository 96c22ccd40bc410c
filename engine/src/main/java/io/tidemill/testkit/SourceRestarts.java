// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import io.tidemill.memory.Schema;
import io.tidemill.testkit.CollectingSourceContext.Rejected;

/// Cuts a source off and starts it again, wherever a journal might end: all that the starts gave together must be what one undisturbed
/// start gives, no row and no reject more or less, in the same order within each part.
///
/// ```java
/// new SourceRestarts(schema, context -> context.run(new TextFileSource(file))).cutAnywhere();
/// ```
public final class SourceRestarts {
    private static final int LINE_LIMIT_BYTES = 1 << 20;

    /// Starts the source in a context. A source that does not end by itself is stopped by the context's [CollectingSourceContext#onSleep].
    @FunctionalInterface
    public interface Start {
        void run(CollectingSourceContext context) throws Exception;
    }

    /// Changes the world while the source is down.
    @FunctionalInterface
    public interface Meanwhile {
        /// @param journaled what is in the journal
        void happens(SourcePast journaled) throws Exception;
    }

    /// Makes the world as it is before the first start.
    @FunctionalInterface
    public interface Beginning {
        void make() throws Exception;
    }

    private final Schema schema;
    private final Start start;
    private Beginning beginning = () -> {};
    private Meanwhile meanwhile = journaled -> {};
    private long startMicros;
    private long downMicros;
    private int lineLimitBytes = LINE_LIMIT_BYTES;

    public SourceRestarts(Schema schema, Start start) {
        this.schema = schema;
        this.start = start;
    }

    /// How long the source is down between two starts.
    public SourceRestarts downFor(Duration time) {
        downMicros = TimeUnit.MICROSECONDS.convert(time);
        return this;
    }

    /// What the clock shows at the first start; at the others it goes on.
    public SourceRestarts startingAt(long micros) {
        startMicros = micros;
        return this;
    }

    public SourceRestarts lineLimit(int bytes) {
        lineLimitBytes = bytes;
        return this;
    }

    /// Sets what makes the world anew before each first start.
    public SourceRestarts beginning(Beginning makes) {
        beginning = makes;
        return this;
    }

    /// Sets what happens between two starts.
    public SourceRestarts meanwhile(Meanwhile happens) {
        meanwhile = happens;
        return this;
    }

    /// Cuts the source off once, after each number of rows, rejects and notes.
    public void cutAnywhere() throws Exception {
        List<SourceEvent> whole = whole();
        for (int cut = 0; cut <= whole.size(); cut++) {
            verify(whole, List.of(cut), "cut off after %d of %d".formatted(cut, whole.size()));
        }
    }

    /// Cuts the source off up to three times, at places drawn by a seed.
    public void cutAtRandom(long seed, int runs) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<SourceEvent> whole = whole();
        for (int run = 0; run < runs; run++) {
            List<Integer> cuts = new ArrayList<>();
            for (int left = whole.size(), count = random.nextInt(1, 4); count > 0; count--) {
                cuts.add(random.nextInt(left + 1));
                left -= cuts.getLast();
            }
            verify(whole, cuts, "cut off after %s of %d, seed %d, run %d".formatted(cuts, whole.size(), seed, run));
        }
    }

    /// What one start gives that nothing disturbs.
    private List<SourceEvent> whole() throws Exception {
        beginning.make();
        CollectingSourceContext context = new CollectingSourceContext(schema, startMicros, lineLimitBytes);
        start.run(context);
        if (context.events().isEmpty()) {
            throw new AssertionError("the source gives nothing: there is nothing to be cut off");
        }
        return context.events();
    }

    private void verify(List<SourceEvent> whole, List<Integer> cuts, String what) throws Exception {
        beginning.make();
        List<SourceEvent> together = new ArrayList<>();
        SourcePast past = SourcePast.NONE;
        long nowMicros = startMicros;
        for (int next = 0; next <= cuts.size(); next++) {
            CollectingSourceContext context = new CollectingSourceContext(schema, nowMicros, lineLimitBytes)
                    .resumingFrom(past);
            if (next < cuts.size()) {
                context.cutOffAfter(cuts.get(next));
            }
            start.run(context);
            together.addAll(context.events());
            past = past.after(context.events());
            nowMicros = context.nowMicros() + downMicros;
            if (next < cuts.size()) {
                meanwhile.happens(past);
            }
        }
        requireEqual(byPart(whole), byPart(together), what);
    }

    /// The rows and rejects of each part; what was noted is the source's own affair.
    private static Map<String, List<SourceEvent>> byPart(List<SourceEvent> events) {
        Map<String, List<SourceEvent>> parts = new LinkedHashMap<>();
        for (SourceEvent event : events) {
            if (event instanceof SourceEvent.Row || event instanceof Rejected) {
                parts.computeIfAbsent(event.part(), _ -> new ArrayList<>()).add(event);
            }
        }
        return parts;
    }

    private static void requireEqual(Map<String, List<SourceEvent>> expected, Map<String, List<SourceEvent>> actual,
            String what) {
        Set<String> parts = new LinkedHashSet<>(expected.keySet());
        parts.addAll(actual.keySet());
        for (String part : parts) {
            requireEqual(expected.getOrDefault(part, List.of()), actual.getOrDefault(part, List.of()),
                    "%s: part `%s`".formatted(what, part));
        }
    }

    private static void requireEqual(List<SourceEvent> expected, List<SourceEvent> actual, String what) {
        int same = 0;
        while (same < expected.size() && same < actual.size() && expected.get(same).equals(actual.get(same))) {
            same++;
        }
        if (same < expected.size() || same < actual.size()) {
            throw new AssertionError(
                    "%s as one start gives it and as they give it differ at %d:%n%s%n%s".formatted(what,
                            same, at(expected, same), at(actual, same)));
        }
    }

    private static String at(List<SourceEvent> events, int index) {
        return index < events.size() ? events.get(index).toString() : "nothing more";
    }
}
