// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.json;

import io.tidemill.format.column.Cells;
import io.tidemill.format.column.ElementCells;
import io.tidemill.memory.Memory;

/// The elements of a JSON array that is whole and valid.
final class JsonElements {
    private JsonElements() {}

    /// @see ElementCells
    static int split(long text, int start, int end, long cells, int room) {
        if (Memory.byteAt(text + start) != '[') {
            return ElementCells.NO_LIST;
        }
        int count = 0;
        for (int at = pastWhite(text, start + 1); at < end - 1; count++) {
            int next = pastValue(text, at);
            if (count < room) {
                Memory.putLong(cells + 8L * count, cell(text, at, next));
            }
            at = pastWhite(text, next);
            at = Memory.byteAt(text + at) == ',' ? pastWhite(text, at + 1) : at;
        }
        return count;
    }

    private static long cell(long text, int start, int end) {
        return switch (Memory.byteAt(text + start)) {
            case 'n' -> Cells.NONE;
            case '{', '[' -> Cells.of(Cells.NESTED, start, end);
            case '"' -> Cells.of(hasEscape(text, start, end) ? Cells.ESCAPED : Cells.QUOTED, start + 1, end - 1);
            default -> Cells.of(Cells.BARE, start, end);
        };
    }

    private static boolean hasEscape(long text, int start, int end) {
        for (int at = start; at < end; at++) {
            if (Memory.byteAt(text + at) == '\\') {
                return true;
            }
        }
        return false;
    }

    private static int pastWhite(long text, int start) {
        int at = start;
        while (isWhite(Memory.byteAt(text + at))) {
            at++;
        }
        return at;
    }

    private static boolean isWhite(byte value) {
        return value == ' ' || value == '\t' || value == '\n' || value == '\r';
    }

    private static int pastValue(long text, int start) {
        byte first = Memory.byteAt(text + start);
        if (first == '"') {
            return pastString(text, start);
        }
        return first == '{' || first == '[' ? pastNested(text, start) : pastBare(text, start);
    }

    private static int pastString(long text, int start) {
        int at = start + 1;
        for (byte value = Memory.byteAt(text + at); value != '"'; value = Memory.byteAt(text + at)) {
            at += value == '\\' ? JsonEscapes.SHORT_BYTES : 1; // of an escape by number four digits follow
        }
        return at + 1;
    }

    private static int pastNested(long text, int start) {
        int at = start;
        int depth = 0;
        do {
            byte value = Memory.byteAt(text + at);
            if (value == '"') {
                at = pastString(text, at);
            } else {
                depth += value == '{' || value == '[' ? 1 : 0;
                depth -= value == '}' || value == ']' ? 1 : 0;
                at++;
            }
        } while (depth > 0);
        return at;
    }

    private static int pastBare(long text, int start) {
        int at = start;
        for (byte value = Memory.byteAt(text + at); value != ',' && value != ']'
                && !isWhite(value); value = Memory.byteAt(text + at)) {
            at++;
        }
        return at;
    }
}
