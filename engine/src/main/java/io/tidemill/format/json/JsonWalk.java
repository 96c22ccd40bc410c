// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.json;

import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

import io.tidemill.format.column.Cells;
import io.tidemill.format.column.ParsedRows;
import io.tidemill.format.column.Unescape;

/// Finds the values of a line's object: names first, in the order of the row before if they come so.
///
/// Of a name that comes twice the last value counts, as for Spark.
final class JsonWalk {
    private final JsonSyntax syntax;
    private final JsonReasons reasons;
    private final ParsedRows rows;
    private final JsonObject root;
    private final long nameRoom;
    private final int longestName;
    private final IntConsumer forget = this::putNull;
    private int line;

    /// @param nameRoom of [#nameRoomBytes]
    JsonWalk(JsonSyntax syntax, JsonReasons reasons, ParsedRows rows, JsonObject root, long nameRoom) {
        this.syntax = syntax;
        this.reasons = reasons;
        this.rows = rows;
        this.root = root;
        this.nameRoom = nameRoom;
        this.longestName = root.longestName();
    }

    /// Room for a name without its escapes.
    static int nameRoomBytes(JsonObject root) {
        return (root.longestName() + 1) * JsonEscapes.NUMBERED_BYTES;
    }

    /// Finds what a line holds from a position on. Answers 0, or minus the number of the reason why it is no row.
    int line(int number, int from) {
        line = number;
        if (syntax.at(from) != '{') {
            return syntax.fail(from, reasons.noObject);
        }
        int position = object(root, from, 1);
        if (position < 0) {
            return position;
        }
        return syntax.white(position) == syntax.end() ? 0 : -reasons.trailing;
    }

    /// From an object to behind it.
    private int object(JsonObject names, int from, int depth) {
        int position = syntax.white(from + 1);
        if (syntax.at(position) == '}' && position < syntax.end()) {
            return position + 1;
        }
        for (int k = 0;; k++) {
            if (syntax.at(position) != '"') {
                return syntax.fail(position, reasons.invalid);
            }
            int entry = names.expected(k);
            int quote;
            if (entry != JsonObject.UNKNOWN && isNext(names, entry, position + 1)) {
                quote = position + 1 + names.nameBytes(entry);
            } else {
                quote = syntax.string(position + 1);
                if (quote < 0) {
                    return quote;
                }
                entry = find(names, position + 1, quote);
                names.expect(k, entry);
            }
            position = syntax.pastColon(quote + 1);
            if (position >= 0) {
                position = value(names, entry, position, depth);
            }
            if (position < 0) {
                return position;
            }
            position = syntax.white(position);
            if (position >= syntax.end()) {
                return -reasons.cutOff;
            }
            byte next = syntax.at(position);
            if (next == '}') {
                return position + 1;
            }
            if (next != ',') {
                return -reasons.invalid;
            }
            position = syntax.white(position + 1);
        }
    }

    private boolean isNext(JsonObject names, int entry, int from) {
        return from + names.nameBytes(entry) < syntax.end() && names.isAt(syntax.address(from), entry);
    }

    private int find(JsonObject names, int from, int quote) {
        if (!syntax.wasEscaped()) {
            return names.find(syntax.address(from), quote - from);
        }
        int bytes = quote - from;
        if (bytes > longestName * JsonEscapes.NUMBERED_BYTES) {
            return JsonObject.UNKNOWN;
        }
        int plain = JsonEscapes.apply(syntax.address(from), bytes, nameRoom);
        if (plain == Unescape.IMPOSSIBLE) {
            return JsonObject.UNKNOWN;
        }
        return names.findUnquoted(nameRoom, plain);
    }

    /// From a value to behind it.
    private int value(JsonObject names, int entry, int from, int depth) {
        int column = entry == JsonObject.UNKNOWN ? JsonObject.UNKNOWN : names.column(entry);
        byte first = syntax.at(from);
        if (first == '"') {
            int quote = syntax.string(from + 1);
            if (quote < 0) {
                return quote;
            }
            put(column, syntax.wasEscaped() ? Cells.ESCAPED : Cells.QUOTED, from + 1, quote);
            clearChild(names, entry);
            return quote + 1;
        }
        if (first == '{' || first == '[') {
            int position = nested(first == '{' ? child(names, entry) : null, from, depth);
            if (position >= 0) {
                put(column, Cells.NESTED, from, position);
                if (first == '[') {
                    clearChild(names, entry);
                }
            }
            return position;
        }
        int position = syntax.bare(from);
        if (position >= 0) {
            if (syntax.isNull(from)) {
                putNull(column);
            } else {
                put(column, Cells.BARE, from, position);
            }
            clearChild(names, entry);
        }
        return position;
    }

    private int nested(@Nullable JsonObject looked, int from, int depth) {
        if (looked == null) {
            return syntax.nested(from, depth);
        }
        if (depth == JsonReasons.DEEPEST) {
            return -reasons.tooDeep;
        }
        looked.forEachColumn(forget);
        return object(looked, from, depth + 1);
    }

    private static @Nullable JsonObject child(JsonObject names, int entry) {
        return entry == JsonObject.UNKNOWN ? null : names.child(entry);
    }

    /// Forgets what an object of this name held that came before.
    private void clearChild(JsonObject names, int entry) {
        JsonObject child = child(names, entry);
        if (child != null) {
            child.forEachColumn(forget);
        }
    }

    private void put(int column, int kind, int start, int end) {
        if (column != JsonObject.UNKNOWN) {
            rows.put(column, line, Cells.of(kind, start, end));
        }
    }

    private void putNull(int column) {
        if (column != JsonObject.UNKNOWN) {
            rows.put(column, line, Cells.NONE);
        }
    }
}
