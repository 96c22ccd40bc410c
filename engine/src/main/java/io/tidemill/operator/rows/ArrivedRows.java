// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

import io.tidemill.codec.PairCodec;
import io.tidemill.codec.RowText;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.HandedRows;

/// The pairs of a batch one by one, in the order in which they came, whichever lane they came through; then a cursor over them.
///
/// Those that came of one tick, in several lanes, stand lane after lane.
final class ArrivedRows<K, V> {
    private static final long PAIR_BYTES = 2 * HeapMeter.VALUE_BYTES;

    private final PairCodec<K, V> codec;
    private final HandedRows rows;
    private final HeapMeter meter;
    private final LongSupplier slot;
    private final List<Run<K, V>> runs = new ArrayList<>();
    private long counted;
    private int run;
    private int next; // in the run

    /// The pairs of one chunk.
    private record Run<K, V>(long slot, List<K> keys, List<V> values) {}

    /// @param slot that is being read
    ArrivedRows(PairCodec<K, V> codec, HandedRows rows, HeapMeter meter, LongSupplier slot) {
        this.codec = codec;
        this.rows = rows;
        this.meter = meter;
        this.slot = slot;
    }

    /// Adds the selected rows of a chunk. To make records of them, and to hash keys, is to run user code.
    void add(Chunk input) {
        int count = input.selectedRows();
        meter.add(PAIR_BYTES * count);
        counted += PAIR_BYTES * count;
        Run<K, V> added = new Run<>(slot.getAsLong(), new ArrayList<>(count), new ArrayList<>(count));
        runs.add(added);
        rows.begin();
        for (int i = 0; i < count; i++) {
            int row = input.rowAt(i);
            rows.next();
            try {
                K key = codec.key().read(input, row);
                V value = codec.value().read(input, row);
                int _ = Objects.hashCode(key);
                added.keys.add(key);
                added.values.add(value);
            } catch (Throwable thrown) {
                rows.judge(thrown, () -> RowText.of(input, row));
            }
        }
    }

    /// Adds what another lane has gathered, and counts.
    void add(ArrivedRows<K, V> other) {
        runs.addAll(other.runs);
    }

    /// Goes to the first pair.
    void begin() {
        runs.sort(Comparator.comparingLong(Run::slot));
        run = 0;
        next = -1;
    }

    /// Goes to the next pair; false if there is none.
    boolean advance() {
        next++;
        while (run < runs.size() && next == runs.get(run).keys.size()) {
            run++;
            next = 0;
        }
        return run < runs.size();
    }

    K key() {
        return runs.get(run).keys.get(next);
    }

    V value() {
        return runs.get(run).values.get(next);
    }

    void clear() {
        runs.clear();
        meter.remove(counted);
        counted = 0;
    }
}
