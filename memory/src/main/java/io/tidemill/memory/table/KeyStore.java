// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.Arrays;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;
import io.tidemill.memory.WideInteger;

/// The keys of a table's groups, by group id: words to compare with, and a column a key to read.
///
/// A key of 8 bytes is its word, so its column is the column of words; narrower and wider ones have a column of their own.
final class KeyStore implements AutoCloseable {
    private final KeyLayout.Part[] parts;
    private final GrowableMemory[] words;
    private final GrowableMemory[] values; // of keys that are neither text nor a whole word; others stay empty
    private final GrowableText[] texts;
    private final GrowableColumn[] validity; // empty until the first null of a key, then a bit for each group
    private final Column[] columns;
    private int groups;
    private int nullable; // bit i is set if key i has a null group

    KeyStore(MemorySupply supply, KeyLayout layout, int maxTextBytes) {
        int keys = layout.types().size();
        this.parts = layout.parts().toArray(KeyLayout.Part[]::new);
        this.words = new GrowableMemory[layout.words()];
        this.values = new GrowableMemory[keys];
        this.texts = new GrowableText[layout.texts()];
        this.validity = new GrowableColumn[keys];
        this.columns = new Column[keys];
        Arrays.setAll(words, word -> supply.memory(8L * KeyTable.MAX_GROUPS));
        Arrays.setAll(values, key -> supply.memory(widest(layout.types().get(key)) * KeyTable.MAX_GROUPS));
        Arrays.setAll(texts, text -> new GrowableText(supply, maxTextBytes));
        Arrays.setAll(validity, key -> GrowableColumn.of(supply, 1, 0xff));
        Arrays.setAll(columns, key -> new Column(layout.types().get(key)));
    }

    private static long widest(Type type) {
        return Math.max(Long.BYTES, type.byteWidth());
    }

    int groups() {
        return groups;
    }

    /// The column of a key over all groups that were there at the last [#refresh].
    Column column(int key) {
        return columns[key];
    }

    /// Sets the columns to where the values are now.
    void refresh() {
        for (KeyLayout.Part part : parts) {
            int key = part.key();
            Column column = columns[key];
            if (part.isText()) {
                texts[part.text()].view(column);
            } else if (part.type().kind() == Type.Kind.BOOL) {
                column.setBits(values[key].address(), 0);
            } else {
                column.setFixed(part.isWholeWord() ? words[part.word()].address() : values[key].address());
            }
            column.setValidity((nullable & 1 << key) == 0 ? 0 : validity[key].address(), 0);
        }
    }

    // ---- adding

    /// Makes room for a row's key, or throws a [io.tidemill.memory.MemoryLimitException] and changes nothing that can be seen.
    void reserve(KeyBatch batch, int row) {
        long needed = groups + 1L;
        for (GrowableMemory word : words) {
            word.ensure(8 * needed);
        }
        int nulls = nullable | batch.nulls(row);
        for (KeyLayout.Part part : parts) {
            if (part.isText()) {
                texts[part.text()].reserve(batch.textBytes[part.text()][row]);
            } else if (!part.isWholeWord()) {
                values[part.key()].ensure((part.bits() * needed + 7) >>> 3);
            }
            if ((nulls & 1 << part.key()) != 0) {
                validity[part.key()].ensure((int) ((needed + 7) >>> 3));
            }
        }
    }

    /// Adds a row's key, for which room was made, as the next group.
    int add(KeyBatch batch, int row) {
        int group = groups++;
        for (int word = 0; word < words.length; word++) {
            Memory.putLong(words[word].address() + 8L * group, batch.words[word][row]);
        }
        int nulls = batch.nulls(row);
        nullable |= nulls;
        if (nullable != 0 || words.length > 1 || !parts[0].isWholeWord()) {
            for (KeyLayout.Part part : parts) {
                addPart(part, batch, row, group);
                if ((nulls & 1 << part.key()) != 0) {
                    setBit(validity[part.key()].address(), group, 0);
                }
            }
        }
        return group;
    }

    private void addPart(KeyLayout.Part part, KeyBatch batch, int row, int group) {
        if (part.isText()) {
            texts[part.text()].append(batch.textAddress[part.text()][row], batch.textBytes[part.text()][row]);
        } else if (!part.isWholeWord()) {
            long value = batch.words[part.word()][row] >>> part.shift();
            long address = values[part.key()].address();
            switch (part.bits()) {
                case 128 -> WideInteger.put(address + 16L * group, batch.words[part.word() + 1][row], value);
                case 1 -> setBit(address, group, (int) value & 1);
                case 8 -> Memory.putByte(address + group, (byte) value);
                case 16 -> Memory.putShort(address + 2L * group, (short) value);
                default -> Memory.putInt(address + 4L * group, (int) value);
            }
        }
    }

    private static void setBit(long address, int index, int bit) {
        long at = address + (index >>> 3);
        int mask = 1 << (index & 7);
        Memory.putByte(at, (byte) ((Memory.byteAt(at) & ~mask) | (bit << (index & 7))));
    }

    // ---- reading

    long word(int word, int group) {
        return Memory.longAt(words[word].address() + 8L * group);
    }

    /// Bit i is set if key i of the group is null.
    int nulls(int group) {
        int nulls = 0;
        for (int left = nullable; left != 0; left &= left - 1) {
            int key = Integer.numberOfTrailingZeros(left);
            int bits = Memory.byteAt(validity[key].address() + (group >>> 3));
            nulls |= (~bits >>> (group & 7) & 1) << key;
        }
        return nulls;
    }

    long hash(int group) {
        long hash = KeyHash.mix(word(0, group));
        for (int word = 1; word < words.length; word++) {
            hash = KeyHash.mix(hash ^ word(word, group));
        }
        int nulls = nulls(group);
        return nulls == 0 ? hash : KeyHash.withNulls(hash, nulls);
    }

    /// Whether a group's key is the key of a row, when their hashes are equal.
    boolean equals(int group, KeyBatch batch, int row) {
        for (int word = 0; word < words.length; word++) {
            if (word(word, group) != batch.words[word][row]) {
                return false;
            }
        }
        for (int text = 0; text < texts.length; text++) {
            if (!texts[text].equals(group, batch.textAddress[text][row], batch.textBytes[text][row])) {
                return false;
            }
        }
        return nulls(group) == batch.nulls(row);
    }

    /// Takes their groups from rows that have the hash of a group but not its key; answers whether there were any.
    boolean unfindDifferent(KeyBatch batch) {
        int different = 0;
        if (words.length > 1) {
            for (int word = 0; word < words.length; word++) {
                different |= unfindDifferent(WordLoader.known(words[word].address()), batch.words[word], batch.found,
                        batch.rows);
            }
        }
        for (int text = 0; text < texts.length; text++) {
            different |= unfindDifferentText(texts[text], batch.longTexts[text], batch.longTextRows[text], batch, text);
        }
        return different != 0;
    }

    private static int unfindDifferent(long address, long[] words, int[] found, int rows) {
        int any = 0;
        for (int row = 0; row < rows; row++) {
            int group = found[row];
            long differ = Memory.longAt(address + 8L * (group & ~(group >> 31))) ^ words[row];
            int different = (int) ((differ | -differ) >> 63);
            found[row] = group | different;
            any |= different & ~(group >> 31);
        }
        return any;
    }

    private static int unfindDifferentText(GrowableText text, int[] rows, int count, KeyBatch batch, int index) {
        long[] address = batch.textAddress[index];
        int[] bytes = batch.textBytes[index];
        int any = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            int group = batch.found[row];
            if (group >= 0 && !text.equals(group, address[row], bytes[row])) {
                batch.found[row] = KeyBatch.ABSENT;
                any = 1;
            }
        }
        return any;
    }

    /// Fills a batch with the keys of groups, listed as int32.
    void load(long groupsAddress, KeyBatch batch) {
        for (int word = 0; word < words.length; word++) {
            gather(WordLoader.known(words[word].address()), WordLoader.known(groupsAddress), batch.words[word],
                    batch.rows);
        }
        for (KeyLayout.Part part : parts) {
            if (part.isText()) {
                loadTexts(part, groupsAddress, batch);
            }
        }
        batch.hasNulls = false;
        if (nullable != 0) {
            batch.allowNulls();
            for (int row = 0; row < batch.rows; row++) {
                batch.nulls[row] = nulls(Memory.intAt(groupsAddress + 4L * row));
            }
        }
    }

    private void loadTexts(KeyLayout.Part part, long groupsAddress, KeyBatch batch) {
        GrowableText source = texts[part.text()];
        for (int row = 0; row < batch.rows; row++) {
            int group = Memory.intAt(groupsAddress + 4L * row);
            batch.textAddress[part.text()][row] = source.address(group);
            batch.textBytes[part.text()][row] = source.bytes(group);
        }
        batch.listLongTexts(part.word(), part.text());
    }

    private static void gather(long address, long groups, long[] words, int rows) {
        for (int row = 0; row < rows; row++) {
            words[row] = Memory.longAt(address + 8L * Memory.intAt(groups + 4L * row));
        }
    }

    // ---- the end

    void clear() {
        groups = 0;
        nullable = 0;
        for (GrowableText text : texts) {
            text.clear();
        }
        for (GrowableColumn bits : validity) {
            bits.clear();
        }
        refresh();
    }

    @Override
    public void close() {
        for (GrowableMemory word : words) {
            word.close();
        }
        for (GrowableMemory value : values) {
            value.close();
        }
        for (GrowableText text : texts) {
            text.close();
        }
        for (GrowableColumn bits : validity) {
            bits.close();
        }
        groups = 0;
        nullable = 0;
    }
}
