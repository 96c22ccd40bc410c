// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

/// Where the values of a column were found in the text of a run of lines: one int64 a row.
///
/// A cell holds the int32 positions `[start, end)` of a value's bytes, quotes excluded, and what kind of value they are; they fit because
/// no text to be cut is longer than 2^30 bytes. A cell of 0 holds no value, so that cleared cells are nulls.
public final class Cells {
    /// Written without quotes: a number, `true`, a field of CSV.
    public static final int BARE = 1;
    /// Written in quotes, and to be taken as it is.
    public static final int QUOTED = 2;
    /// Written in quotes, with escapes in it.
    public static final int ESCAPED = 3;
    /// A JSON object or array as a whole.
    public static final int NESTED = 4;

    /// The cell of a null.
    public static final long NONE = 0;

    private static final int POSITION_BITS = 30;
    private static final int KIND_SHIFT = 2 * POSITION_BITS;
    private static final int POSITION = (1 << POSITION_BITS) - 1;

    private Cells() {}

    public static long of(int kind, int start, int end) {
        return ((long) kind << KIND_SHIFT) | ((long) end << POSITION_BITS) | start;
    }

    public static int kind(long cell) {
        return (int) (cell >>> KIND_SHIFT);
    }

    public static int start(long cell) {
        return (int) cell & POSITION;
    }

    public static int end(long cell) {
        return (int) (cell >>> POSITION_BITS) & POSITION;
    }

    static int bytes(long cell) {
        return end(cell) - start(cell);
    }

    /// Whether the bytes are the value, of whatever type.
    static boolean isPlain(long cell) {
        int kind = kind(cell);
        return kind == BARE || kind == QUOTED;
    }
}
