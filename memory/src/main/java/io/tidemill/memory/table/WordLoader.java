// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;

/// Turns columns into words (see [KeyHash]): one loop for each kind of column.
final class WordLoader {
    private final KeyLayout layout;

    WordLoader(KeyLayout layout) {
        this.layout = layout;
    }

    /// Fills words, texts and nulls of a batch from rows `[from, from + batch.rows)`.
    void load(Column[] keys, int from, KeyBatch batch) {
        batch.hasNulls = false;
        for (int key = 0; key < keys.length; key++) {
            KeyLayout.Part part = layout.parts().get(key);
            if (part.isText()) {
                loadTexts(keys[key], from, part, key, batch);
            } else {
                loadValues(keys[key], from, part, batch);
                loadNulls(keys[key], from, part, key, batch);
            }
        }
    }

    private static void loadValues(Column column, int from, KeyLayout.Part part, KeyBatch batch) {
        long[] words = batch.words[part.word()];
        int rows = batch.rows;
        long data = known(column.data() + (long) part.type().byteWidth() * from);
        if (part.isWide()) {
            loadWide(data, words, batch.words[part.word() + 1], rows);
            return;
        }
        switch (part.type().kind()) {
            case INT64, TIMESTAMP, TIMESTAMP_NTZ, TIME, DECIMAL ->
                MemorySegment.copy(Memory.ALL, ValueLayout.JAVA_LONG_UNALIGNED, data, words, 0, rows);
            case FLOAT64 -> loadDoubles(data, words, rows);
            case FLOAT32 -> loadFloats(data, words, part.shift(), rows);
            case INT32, DATE -> loadInts(data, words, part.shift(), rows);
            case INT16 -> loadShorts(data, words, part.shift(), rows);
            case INT8 -> loadBytes(data, words, part.shift(), rows);
            case BOOL -> loadBits(column.data(), column.dataBit() + from, words, part.shift(), rows);
            case UTF8, BINARY, LIST, OBJECT -> throw new IllegalStateException("no number: " + part.type());
        }
    }

    /// The same address, which the compiler now knows not to be negative: no bounds check is left in a loop that starts there.
    static long known(long address) {
        return address & Long.MAX_VALUE >>> 1;
    }

    /// What the keys before one have put into its word: they have lower bits.
    private static long below(int shift) {
        return (1L << shift) - 1;
    }

    private static void loadWide(long data, long[] low, long[] high, int rows) {
        for (int row = 0; row < rows; row++) {
            low[row] = Memory.longAt(data + 16L * row);
            high[row] = Memory.longAt(data + 16L * row + 8);
        }
    }

    private static void loadDoubles(long data, long[] words, int rows) {
        for (int row = 0; row < rows; row++) {
            words[row] = Double.doubleToLongBits(Memory.doubleAt(data + 8L * row) + 0.0); // -0.0 + 0.0 is 0.0
        }
    }

    private static void loadFloats(long data, long[] words, int shift, int rows) {
        long below = below(shift);
        for (int row = 0; row < rows; row++) {
            long bits = Float.floatToIntBits(Memory.floatAt(data + 4L * row) + 0.0f) & 0xffffffffL;
            words[row] = (words[row] & below) | (bits << shift);
        }
    }

    private static void loadInts(long data, long[] words, int shift, int rows) {
        long below = below(shift);
        for (int row = 0; row < rows; row++) {
            words[row] = (words[row] & below) | ((Memory.intAt(data + 4L * row) & 0xffffffffL) << shift);
        }
    }

    private static void loadShorts(long data, long[] words, int shift, int rows) {
        long below = below(shift);
        for (int row = 0; row < rows; row++) {
            words[row] = (words[row] & below) | ((Memory.shortAt(data + 2L * row) & 0xffffL) << shift);
        }
    }

    private static void loadBytes(long data, long[] words, int shift, int rows) {
        long below = below(shift);
        for (int row = 0; row < rows; row++) {
            words[row] = (words[row] & below) | ((Memory.byteAt(data + row) & 0xffL) << shift);
        }
    }

    private static void loadBits(long data, int bit, long[] words, int shift, int rows) {
        long start = known(data);
        long below = below(shift);
        for (int row = 0; row < rows; row++) {
            int at = bit + row;
            words[row] = (words[row] & below) | ((Memory.byteAt(start + (at >>> 3)) >>> (at & 7) & 1L) << shift);
        }
    }

    /// Nulls before hashes: what a null's offsets say is nobody's business.
    private static void loadTexts(Column column, int from, KeyLayout.Part part, int key, KeyBatch batch) {
        long[] address = batch.textAddress[part.text()];
        int[] bytes = batch.textBytes[part.text()];
        locate(column, from, address, bytes, batch.rows);
        loadNulls(column, from, part, key, batch);
        hashTexts(batch, part);
    }

    private static void locate(Column column, int from, long[] address, int[] bytes, int rows) {
        long data = column.data();
        long starts = known(column.starts() + 4L * from);
        long ends = known(column.ends() + 4L * from);
        for (int row = 0; row < rows; row++) {
            int start = Memory.intAt(starts + 4L * row);
            address[row] = data + start;
            bytes[row] = Memory.intAt(ends + 4L * row) - start;
        }
    }

    /// Short texts first, then the long ones, so that neither loop has a branch that is hard to foresee.
    private static void hashTexts(KeyBatch batch, KeyLayout.Part part) {
        long[] words = batch.words[part.word()];
        long[] address = batch.textAddress[part.text()];
        int[] bytes = batch.textBytes[part.text()];
        int[] longTexts = batch.longTexts[part.text()];
        int count = hashShortTexts(address, bytes, words, longTexts, batch.rows);
        batch.longTextRows[part.text()] = count;
        for (int i = 0; i < count; i++) {
            int row = longTexts[i];
            words[row] = KeyHash.ofLongText(address[row], bytes[row]);
        }
    }

    private static int hashShortTexts(long[] address, int[] bytes, long[] words, int[] longTexts, int rows) {
        int many = 0;
        for (int row = 0; row < rows; row++) {
            int length = Math.min(bytes[row], KeyHash.SHORT_TEXT);
            words[row] = KeyHash.ofText(address[row], length);
            longTexts[many] = row;
            many += (KeyHash.SHORT_TEXT - bytes[row]) >>> 31;
        }
        return many;
    }

    private static void loadNulls(Column column, int from, KeyLayout.Part part, int key, KeyBatch batch) {
        if (column.validity() == 0) {
            return;
        }
        batch.allowNulls();
        long validity = known(column.validity());
        int bit = column.validityBit() + from;
        for (int row = 0; row < batch.rows; row++) {
            int at = bit + row;
            if ((Memory.byteAt(validity + (at >>> 3)) >>> (at & 7) & 1) == 0) {
                batch.setNull(row, key, part);
            }
        }
    }
}
