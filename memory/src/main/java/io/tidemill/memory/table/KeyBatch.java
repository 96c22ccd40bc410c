// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

import io.tidemill.memory.Memory;

/// The keys of a few hundred rows, on their way through the passes of a [KeyTable]. Scratch that is filled again and again.
///
/// Arrays of the heap on purpose: the compiler sees that they are not the native memory beside them, drops the bounds checks
/// and uses vectors for what is plain arithmetic.
final class KeyBatch {
    /// Rows at most: the passes' arrays and the slots that they touch stay in the first two caches.
    static final int ROWS = 512;
    /// What [#found] says of a row whose key has no group.
    static final int ABSENT = -1;

    private static final int[] ALL_ROWS = new int[ROWS];

    static {
        for (int row = 0; row < ROWS; row++) {
            ALL_ROWS[row] = row;
        }
    }

    int rows;
    /// The words of each row's key: word by word, row by row.
    final long[][] words;
    /// Where the text of a row is, for each key that is text.
    final long[][] textAddress;
    final int[][] textBytes;
    /// The rows, for each key that is text, whose text is longer than its word tells; how many they are.
    final int[][] longTexts;
    final int[] longTextRows;
    /// Bit i is set in rows in which key i is null; meant only if [#hasNulls].
    final int[] nulls = new int[ROWS];
    boolean hasNulls;

    /// The hash of each row's words, nulls not mixed in.
    final long[] hash = new long[ROWS];
    /// The group of each row, or [#ABSENT].
    final int[] found = new int[ROWS];

    /// Rows whose group is not known yet, and the slots where they are looked for.
    final int[] open = new int[ROWS];
    final long[] slot = new long[ROWS];
    int openRows;
    /// The first rows that have a group for good.
    int resolvedRows;

    KeyBatch(int words, int texts) {
        this.words = new long[words][ROWS];
        this.textAddress = new long[texts][ROWS];
        this.textBytes = new int[texts][ROWS];
        this.longTexts = new int[texts][ROWS];
        this.longTextRows = new int[texts];
    }

    /// Lists the rows with long texts by their words.
    void listLongTexts(int word, int text) {
        int count = 0;
        for (int row = 0; row < rows; row++) {
            longTexts[text][count] = row;
            count += KeyHash.isLongText(words[word][row]) ? 1 : 0;
        }
        longTextRows[text] = count;
    }

    /// Takes their groups from rows that have a null: the hash of words does not tell their keys.
    void unfindNulls() {
        for (int row = 0; row < rows; row++) {
            found[row] = nulls[row] != 0 ? ABSENT : found[row];
        }
    }

    /// Says that some rows may have nulls, none of them so far.
    void allowNulls() {
        if (!hasNulls) {
            Arrays.fill(nulls, 0, rows, 0);
            hasNulls = true;
        }
    }

    /// Makes one key of a row null: its bits are 0, its text is empty.
    void setNull(int row, int key, KeyLayout.Part part) {
        nulls[row] |= 1 << key;
        words[part.word()][row] &= ~part.mask();
        if (part.isWide()) {
            words[part.word() + 1][row] = 0;
        }
        if (part.isText()) {
            textBytes[part.text()][row] = 0;
        }
    }

    boolean isNull(int row) {
        return hasNulls && nulls[row] != 0;
    }

    /// Bit i is set if key i of the row is null.
    int nulls(int row) {
        return hasNulls ? nulls[row] : 0;
    }

    void hash() {
        hashFirst(words[0], hash, rows);
        for (int word = 1; word < words.length; word++) {
            hashNext(words[word], hash, rows);
        }
    }

    private static void hashFirst(long[] words, long[] hash, int rows) {
        for (int row = 0; row < rows; row++) {
            hash[row] = KeyHash.mix(words[row]);
        }
    }

    private static void hashNext(long[] words, long[] hash, int rows) {
        for (int row = 0; row < rows; row++) {
            hash[row] = KeyHash.mix(hash[row] ^ words[row]);
        }
    }

    /// Opens all rows: nothing is known of any key.
    void openAll() {
        Arrays.fill(found, 0, rows, ABSENT);
        System.arraycopy(ALL_ROWS, 0, open, 0, rows);
        openRows = rows;
    }

    /// Opens the rows, in order, that have no group.
    void openAbsent() {
        openRows = absentRows(found, open, rows);
    }

    private static int absentRows(int[] found, int[] open, int rows) {
        int count = 0;
        for (int row = 0; row < rows; row++) {
            open[count] = row;
            count += found[row] >>> 31;
        }
        return count;
    }

    /// Writes the groups of the first rows as int32.
    void copyFound(long target, int count) {
        MemorySegment.copy(found, 0, Memory.ALL, ValueLayout.JAVA_INT_UNALIGNED, target, count);
    }
}
