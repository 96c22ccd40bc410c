// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// A key and its value. Prints as Spark's tuples do: `(word,3)`.
public record Pair<K, V>(K key, V value) {

    public static <K, V> Pair<K, V> of(K key, V value) {
        return new Pair<>(key, value);
    }

    @Override
    public String toString() {
        return "(" + key + "," + value + ")";
    }
}
