// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.json;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.format.column.TextMarks;
import io.tidemill.format.column.Unescape;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Finds the value at a path in texts of JSON. The whole of a text is checked; one that is no JSON holds nothing.
///
/// A text is copied to room of its own, behind which may be read and written. Of a name that comes twice the last value counts.
public final class JsonFinder implements AutoCloseable {
    private static final int NOTHING = -1;
    private static final int LEAST_ROOM = 1 << 10;

    private final MemoryBudget budget;
    private final String what;
    private final List<Object> steps = new ArrayList<>(); // byte[] of a name, Integer of an index
    private final TextMarks marks;
    private final JsonSyntax syntax;
    private Buffer room; // for a text, and behind that for a string of it without its escapes
    private long plain;
    private long found;
    private int foundBytes;

    /// @param path names (`String`) and indexes (`Integer`) from the outside in
    public JsonFinder(Forge forge, MemoryBudget budget, String what, List<Object> path) {
        this.budget = budget;
        this.what = what;
        path.forEach(step -> steps.add(step instanceof String name ? name.getBytes(UTF_8) : step));
        int[] reasons = {0};
        marks = new TextMarks(forge, budget, what, JsonDecoder.MARKS);
        syntax = new JsonSyntax(marks, new JsonReasons(_ -> ++reasons[0]));
        room = allocate(LEAST_ROOM);
        plain = room.address() + room.bytes() / 2;
    }

    /// As much room for a text as for a string of it, and what may be read and written behind each.
    private Buffer allocate(long bytes) {
        return Buffer.allocate(budget, what, 2 * (bytes + Buffer.ALIGNMENT));
    }

    /// Looks into a text. True if something is there that is not null: its bytes are then at [#address], those of a string without its
    /// quotes and escapes, all else as it stands in the text.
    public boolean find(long text, int bytes) {
        if (bytes + Buffer.ALIGNMENT > room.bytes() / 2) {
            Buffer larger = allocate(2L * bytes);
            room.close();
            room = larger;
            plain = room.address() + room.bytes() / 2;
        }
        Memory.copy(text, room.address(), bytes);
        marks.mark(room.address(), 0, bytes);
        syntax.begin(room.address(), bytes);
        int start = syntax.white(0);
        int end = value(start);
        if (end < 0 || end > bytes || syntax.white(end) != bytes) {
            return false;
        }
        int position = start;
        for (int i = 0; i < steps.size() && position >= 0; i++) {
            position = switch (steps.get(i)) {
                case byte[] name -> member(name, position);
                case Integer index -> element(index, position);
                default -> NOTHING;
            };
        }
        return position >= 0 && take(position);
    }

    /// From a value to behind it.
    private int value(int from) {
        byte first = syntax.at(from);
        if (first == '{' || first == '[') {
            return syntax.nested(from, 0);
        }
        if (first != '"') {
            return syntax.bare(from);
        }
        int quote = syntax.string(from + 1);
        return quote < 0 ? quote : quote + 1;
    }

    /// The value of a name in what is known to be a value.
    private int member(byte[] name, int from) {
        if (syntax.at(from) != '{') {
            return NOTHING;
        }
        int last = NOTHING;
        int position = syntax.white(from + 1);
        while (syntax.at(position) != '}') {
            int start = position + 1;
            int quote = syntax.string(start);
            boolean isMeant = isName(name, start, quote - start);
            position = syntax.pastColon(quote + 1);
            last = isMeant ? position : last;
            position = next(position);
        }
        return last;
    }

    /// From a value to the one behind the comma, or to what closes its object or array.
    private int next(int value) {
        int position = syntax.white(value(value));
        return syntax.at(position) == ',' ? syntax.white(position + 1) : position;
    }

    private boolean isName(byte[] name, int from, int bytes) {
        long address = syntax.address(from);
        int length = bytes;
        if (syntax.wasEscaped()) {
            length = JsonEscapes.apply(address, bytes, plain);
            address = plain;
        }
        if (length != name.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (Memory.byteAt(address + i) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private int element(int index, int from) {
        if (syntax.at(from) != '[') {
            return NOTHING;
        }
        int position = syntax.white(from + 1);
        for (int i = 0; i < index && syntax.at(position) != ']'; i++) {
            position = next(position);
        }
        return syntax.at(position) == ']' ? NOTHING : position;
    }

    private boolean take(int from) {
        if (syntax.at(from) != '"') {
            found = syntax.address(from);
            foundBytes = value(from) - from;
            return !syntax.isNull(from);
        }
        int quote = syntax.string(from + 1);
        found = syntax.address(from + 1);
        foundBytes = quote - from - 1;
        if (syntax.wasEscaped()) {
            foundBytes = JsonEscapes.apply(found, foundBytes, plain);
            found = plain;
        }
        return foundBytes != Unescape.IMPOSSIBLE;
    }

    /// Where the bytes of what was found are, until the next text.
    public long address() {
        return found;
    }

    public int bytes() {
        return foundBytes;
    }

    @Override
    public void close() {
        room.close();
        marks.close();
    }
}
