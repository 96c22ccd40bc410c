// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Map;

import io.tidemill.Function2;
import io.tidemill.codec.PairCodec;
import io.tidemill.codec.RowText;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.HandedRows;

/// Joins the values of each key by a function of the user's, in the order of the rows. Keys stay in order of first appearance.
final class KeyedReducer<K, V> {
    private final PairCodec<K, V> codec;
    private final Function2<V, V, V> function;
    private final HandedRows rows;
    private final HeapMeter meter;

    KeyedReducer(PairCodec<K, V> codec, Function2<V, V, V> function, HandedRows rows, HeapMeter meter) {
        this.codec = codec;
        this.function = function;
        this.rows = rows;
        this.meter = meter;
    }

    /// Adds the selected rows of a chunk. To make records of them, and to hash keys, is to run user code.
    void add(Chunk input, Map<K, V> values) {
        rows.begin();
        for (int i = 0; i < input.selectedRows(); i++) {
            int row = input.rowAt(i);
            rows.next();
            try {
                add(codec.key().read(input, row), codec.value().read(input, row), values);
            } catch (Throwable thrown) {
                rows.judge(thrown, () -> RowText.of(input, row));
            }
        }
    }

    /// Adds what another lane has gathered: each of its keys counts as a row that the function is handed at the tick.
    void addOfLane(Map<K, V> later, Map<K, V> values) {
        rows.begin();
        later.forEach((key, value) -> {
            rows.next();
            try {
                add(key, value, values);
            } catch (Throwable thrown) {
                rows.judge(thrown, () -> "%s, %s".formatted(key, value));
            }
        });
    }

    /// Adds what came later: no single row is to blame if that fails.
    void add(Map<K, V> later, Map<K, V> values) {
        later.forEach((key, value) -> add(key, value, values));
    }

    private void add(K key, V value, Map<K, V> values) {
        V known = values.get(key);
        if (known == null) {
            meter.add(HeapMeter.ENTRY_BYTES);
            values.put(key, value);
        } else {
            values.put(key, apply(function, known, value));
        }
    }

    /// Forgets all keys.
    void clear(Map<K, V> values) {
        meter.remove(HeapMeter.ENTRY_BYTES * values.size());
        values.clear();
    }

    V apply(Function2<V, V, V> joining, V left, V right) {
        V result;
        try {
            result = joining.apply(left, right);
        } catch (Throwable thrown) {
            throw rows.code().failure(thrown);
        }
        return rows.code().require(result);
    }
}
