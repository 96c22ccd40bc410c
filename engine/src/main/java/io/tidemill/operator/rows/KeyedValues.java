// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tidemill.codec.PairCodec;
import io.tidemill.memory.Chunk;

/// The values of each key of a batch, in the order of the rows. Keys stand in order of first appearance.
final class KeyedValues<K, V> {
    private final PairCodec<K, V> codec;
    private final HeapMeter meter;
    private final LinkedHashMap<K, List<V>> values = new LinkedHashMap<>();
    private long count;

    KeyedValues(PairCodec<K, V> codec, HeapMeter meter) {
        this.codec = codec;
        this.meter = meter;
    }

    void add(Chunk input) {
        for (int i = 0; i < input.selectedRows(); i++) {
            int row = input.rowAt(i);
            K key = codec.key().read(input, row);
            List<V> known = values.get(key);
            if (known == null) {
                meter.add(HeapMeter.ENTRY_BYTES);
                known = new ArrayList<>();
                values.put(key, known);
            }
            meter.add(HeapMeter.VALUE_BYTES);
            known.add(codec.value().read(input, row));
            count++;
        }
    }

    Map<K, List<V>> values() {
        return values;
    }

    void clear() {
        meter.remove(HeapMeter.ENTRY_BYTES * values.size() + HeapMeter.VALUE_BYTES * count);
        values.clear();
        count = 0;
    }
}
