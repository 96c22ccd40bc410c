// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

import io.tidemill.plan.Window;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

/// A window as W1 has it: the rows of the batches in (t - length, t], grouped anew each time that it fires.
final class WindowReference implements RowReference {

    private record Timed(long batchTimeMicros, TestRow row) {}

    private final Window window;
    private final Function<TestRow, List<Object>> key;
    private final BiFunction<List<Object>, List<TestRow>, List<TestRow>> results;
    private final boolean firesEmpty;
    private final List<TestRow> batch = new ArrayList<>();
    private final List<Timed> kept = new ArrayList<>();

    /// @param firesEmpty whether one row comes out of a window without rows: that of the empty key
    WindowReference(Window window, Function<TestRow, List<Object>> key,
            BiFunction<List<Object>, List<TestRow>, TestRow> result,
            boolean firesEmpty) {
        this.window = window;
        this.key = key;
        this.results = result.andThen(List::of);
        this.firesEmpty = firesEmpty;
    }

    private WindowReference(Window window, Function<TestRow, List<Object>> key,
            BiFunction<List<Object>, List<TestRow>, List<TestRow>> results) {
        this.window = window;
        this.key = key;
        this.results = results;
        this.firesEmpty = false;
    }

    /// Any number of rows of each group.
    static WindowReference ofRows(Window window, Function<TestRow, List<Object>> key,
            BiFunction<List<Object>, List<TestRow>, List<TestRow>> results) {
        return new WindowReference(window, key, results);
    }

    @Override
    public void row(TestRow row, Consumer<TestRow> output) {
        batch.add(row);
    }

    @Override
    public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
        batch.forEach(row -> kept.add(new Timed(batchTimeMicros, row)));
        batch.clear();
        switch (window) {
            case Window.Batch _ -> fire(output, 0);
            case Window.Sliding(long length, long slide) -> {
                kept.removeIf(timed -> timed.batchTimeMicros() <= batchTimeMicros - length);
                if (batchTimeMicros % slide == 0) {
                    fire(output, length);
                }
            }
            case Window.OfEventTime _ -> throw new IllegalArgumentException("event time has a reference of its own");
            case Window.Global _ -> {
                if (watermarkMicros == Long.MAX_VALUE) {
                    fire(output, 0);
                }
            }
        }
    }

    private void fire(Consumer<TestRow> output, long keptMicros) {
        Map<List<Object>, List<TestRow>> groups = new LinkedHashMap<>();
        if (firesEmpty) {
            groups.put(List.of(), new ArrayList<>());
        }
        kept.forEach(timed -> groups.computeIfAbsent(key.apply(timed.row()), _ -> new ArrayList<>()).add(timed.row()));
        groups.forEach((each, rows) -> results.apply(each, rows).forEach(output));
        if (keptMicros == 0) {
            kept.clear();
        }
    }
}
