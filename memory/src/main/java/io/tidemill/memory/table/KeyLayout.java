// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.memory.Type;

/// Which words hold which keys of a composite key (see [KeyHash]).
///
/// | keys | words | a slot's hash tells the key |
/// |---|---|---|
/// | one or more of fixed width, 8 bytes together at most | 1 | exactly |
/// | one text | 1 | exactly up to 7 bytes, else the bytes are compared |
/// | more, or a wide decimal | one for each 8 bytes of fixed width, one for each text | words, and bytes of long texts, are compared |
///
/// @param words how many words a key has
/// @param texts how many keys are text
record KeyLayout(List<Type> types, List<Part> parts, int words, int texts) {
    /// Which keys are null must fit into the bits of an int.
    static final int MAX_KEYS = 32;

    /// The place of one key.
    ///
    /// @param key its number in the list of keys
    /// @param shift the first bit of its word
    /// @param bits how many bits it has; 128 take a word and the next
    /// @param text counts the keys that are text; -1 for others
    record Part(int key, Type type, int word, int shift, int bits, int text) {

        boolean isText() {
            return text >= 0;
        }

        /// Whether the word is the value, so that a column of words is a column of values.
        boolean isWholeWord() {
            return bits == 64 && text < 0;
        }

        /// Whether it is two words.
        boolean isWide() {
            return bits > 64;
        }

        /// The bits of the key in its word, or in each of them.
        long mask() {
            return (-1L >>> (64 - bits)) << shift;
        }
    }

    static KeyLayout of(List<Type> types) {
        if (types.isEmpty() || types.size() > MAX_KEYS) {
            throw new IllegalArgumentException("a table has 1 to %d keys, not %d".formatted(MAX_KEYS, types.size()));
        }
        List<Part> parts = new ArrayList<>();
        List<Integer> free = new ArrayList<>(); // bits that are free in each word
        int texts = 0;
        for (Type type : types) {
            int bits = bits(type);
            if (type.isWide()) {
                parts.add(new Part(parts.size(), type, free.size(), 0, bits, -1));
                free.addAll(List.of(0, 0));
                continue;
            }
            int word = 0;
            while (word < free.size() && free.get(word) < bits) {
                word++;
            }
            if (word == free.size()) {
                free.add(64);
            }
            boolean text = type.layout() == Type.Layout.BYTES;
            parts.add(new Part(parts.size(), type, word, 64 - free.get(word), bits, text ? texts++ : -1));
            free.set(word, free.get(word) - bits);
        }
        return new KeyLayout(List.copyOf(types), List.copyOf(parts), free.size(), texts);
    }

    private static int bits(Type type) {
        if (type.isList()) {
            throw new IllegalArgumentException("a list is no key: explode it, or make it text");
        }
        return switch (type.layout()) {
            case BITS -> 1;
            case FIXED -> 8 * type.byteWidth();
            case BYTES -> 64;
            case HEAP -> throw new IllegalArgumentException("values on the heap are grouped by a HeapKeyTable");
        };
    }

    /// Whether two layouts are of the same keys. Asked once a merge: an `equals` of lists would make an iterator each time.
    boolean hasTypesOf(KeyLayout other) {
        boolean equal = types.size() == other.types.size();
        for (int key = 0; equal && key < types.size(); key++) {
            equal = types.get(key).equals(other.types.get(key));
        }
        return equal;
    }

    /// Whether equal hashes mean equal words.
    boolean isOneWord() {
        return words == 1;
    }
}
