// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.tidemill.OutputMode;
import io.tidemill.plan.Emission;
import io.tidemill.plan.Window;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

/// Windows that are put out more than once, each with all its rows, computed anew each time. The zero time is 0.
final class RevisedReference implements RowReference {
    private final Window window;
    private final Emission emission;
    private final Function<TestRow, Object> key;
    private final Results results;
    private final List<TestRow> pending = new ArrayList<>();
    private final Map<Long, Open> open = new TreeMap<>(); // by end
    private long now = Long.MIN_VALUE;

    /// Makes a row of what a group has come to.
    interface Result {
        TestRow of(Object key, List<TestRow> rows, long start, long end, int change);
    }

    /// Makes the rows of what a group has come to.
    interface Results {
        List<TestRow> of(Object key, List<TestRow> rows, long start, long end, int change);
    }

    private static final class Open {
        final Map<Object, List<TestRow>> groups = new LinkedHashMap<>();
        final Set<Object> changed = new LinkedHashSet<>();
        final Map<Object, List<TestRow>> putOut = new HashMap<>();
    }

    /// A row of each group.
    static RevisedReference of(Window window, Emission emission, Function<TestRow, Object> key, Result result) {
        return new RevisedReference(window, emission, key,
                (group, rows, start, end, change) -> List.of(result.of(group, rows, start, end, change)));
    }

    private RevisedReference(Window window, Emission emission, Function<TestRow, Object> key, Results results) {
        this.window = window;
        this.emission = emission;
        this.key = key;
        this.results = results;
    }

    /// Any number of rows of each group.
    static RevisedReference ofRows(Window window, Emission emission, Function<TestRow, Object> key, Results results) {
        return new RevisedReference(window, emission, key, results);
    }

    @Override
    public void row(TestRow row, Consumer<TestRow> output) {
        pending.add(row);
    }

    @Override
    public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
        for (TestRow row : pending) {
            @Nullable
            Object at = window instanceof Window.EventTime eventTime
                    ? row.get(eventTime.column())
                    : (Object) (batchTimeMicros - 1);
            if (at != null) {
                add(row, (Long) at);
            }
        }
        pending.clear();
        now = window instanceof Window.EventTime || watermarkMicros == Long.MAX_VALUE
                ? watermarkMicros
                : batchTimeMicros;
        boolean isTurn = emission.mode() != OutputMode.APPEND
                && (emission.earlyMicros() == 0 || batchTimeMicros % emission.earlyMicros() == 0);
        open.forEach((end, each) -> putOut(end, each, isTurn, batchTimeMicros, output));
        open.keySet().removeIf(end -> isPast(end, lateness()));
    }

    private void add(TestRow row, long at) {
        long length = length();
        long slide = slide();
        for (long end = length == Long.MAX_VALUE ? length : Math.floorDiv(at, slide) * slide + slide; end
                - length <= at; end += slide) {
            if (!isPast(end, lateness())) {
                Open each = open.computeIfAbsent(end, _ -> new Open());
                each.groups.computeIfAbsent(key.apply(row), _ -> new ArrayList<>()).add(row);
                each.changed.add(key.apply(row));
            }
            if (length == Long.MAX_VALUE) {
                return;
            }
        }
    }

    private boolean isPast(long end, long lateness) {
        return now != Long.MIN_VALUE && (now == Long.MAX_VALUE || end <= now - lateness);
    }

    private void putOut(long end, Open each, boolean isTurn, long batchTimeMicros, Consumer<TestRow> output) {
        boolean isOver = isPast(end, 0);
        boolean isWhole = emission.mode() == OutputMode.COMPLETE;
        if (!(isWhole && isTurn) && (each.changed.isEmpty() || !(isOver || isTurn))) {
            return;
        }
        long start = length() == Long.MAX_VALUE ? Long.MIN_VALUE : end - length();
        long shownEnd = end == Long.MAX_VALUE ? batchTimeMicros : end;
        if (emission.retracts()) {
            each.changed.stream()
                    .filter(each.putOut::containsKey)
                    .forEach(group -> results
                            .of(group, Objects.requireNonNull(each.putOut.get(group)), start, shownEnd, -1)
                            .forEach(output));
        }
        for (Object group : isWhole ? each.groups.keySet() : each.changed) {
            results.of(group, Objects.requireNonNull(each.groups.get(group)), start, shownEnd, 1).forEach(output);
        }
        each.changed
                .forEach(group -> each.putOut.put(group, List.copyOf(Objects.requireNonNull(each.groups.get(group)))));
        each.changed.clear();
    }

    private long length() {
        return switch (window) {
            case Window.EventTime eventTime -> eventTime.lengthMicros();
            case Window.Sliding sliding -> sliding.lengthMicros();
            case Window.Global _ -> Long.MAX_VALUE;
            case Window.Batch _,Window.Session _ -> throw new IllegalArgumentException("never revised");
        };
    }

    private long slide() {
        return switch (window) {
            case Window.EventTime eventTime -> eventTime.slideMicros();
            case Window.Sliding sliding -> sliding.slideMicros();
            case Window.Global _,Window.Batch _,Window.Session _ -> 1;
        };
    }

    private long lateness() {
        return window instanceof Window.EventTime eventTime ? eventTime.latenessMicros() : 0;
    }
}
