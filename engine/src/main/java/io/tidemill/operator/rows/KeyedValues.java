// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tidemill.codec.PairCodec;
import io.tidemill.codec.RowText;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.HandedRows;

/// The values of each key of a batch, in the order of the rows. Keys stand in order of first appearance.
final class KeyedValues<K, V> {
    /// What messages call the values of all keys.
    static final String OF_A_BATCH = "the values of a batch";

    private final PairCodec<K, V> codec;
    private final HandedRows rows;
    private final HeapMeter meter;
    private final LinkedHashMap<K, List<V>> values = new LinkedHashMap<>();
    private long count;

    KeyedValues(PairCodec<K, V> codec, HandedRows rows, HeapMeter meter) {
        this.codec = codec;
        this.rows = rows;
        this.meter = meter;
    }

    /// Adds the selected rows of a chunk. To make records of them, and to hash keys, is to run user code.
    void add(Chunk input) {
        rows.begin();
        for (int i = 0; i < input.selectedRows(); i++) {
            int row = input.rowAt(i);
            rows.next();
            try {
                add(codec.key().read(input, row), codec.value().read(input, row));
            } catch (Throwable thrown) {
                rows.judge(thrown, () -> RowText.of(input, row));
            }
        }
    }

    /// Adds what another lane has gathered.
    void add(KeyedValues<K, V> later) {
        later.values.forEach((key, more) -> more.forEach(value -> add(key, value)));
    }

    private void add(K key, V value) {
        List<V> known = values.get(key);
        if (known == null) {
            meter.add(HeapMeter.ENTRY_BYTES);
            known = new ArrayList<>();
            values.put(key, known);
        }
        meter.add(HeapMeter.VALUE_BYTES);
        known.add(value);
        count++;
    }

    Map<K, List<V>> values() {
        return values;
    }

    /// Takes the values of a key out, none if it has none.
    List<V> take(K key) {
        List<V> taken = values.remove(key);
        if (taken == null) {
            return List.of();
        }
        meter.remove(HeapMeter.ENTRY_BYTES + HeapMeter.VALUE_BYTES * taken.size());
        count -= taken.size();
        return taken;
    }

    void clear() {
        meter.remove(HeapMeter.ENTRY_BYTES * values.size() + HeapMeter.VALUE_BYTES * count);
        values.clear();
        count = 0;
    }
}
