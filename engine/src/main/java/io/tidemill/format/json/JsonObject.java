// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Memory;

/// The names that are looked for in an object, and the order in which they came last.
///
/// Most rows have the same names in the same order as the row before: then one comparison of a few words finds a name. Names lie in
/// native memory, each with its closing quote, so that the quote is compared with them.
final class JsonObject {
    /// No name that is looked for.
    static final int UNKNOWN = -1;
    private static final int ORDER_KEPT = 256; // names of an object; those behind are looked up each time

    private final List<byte[]> names = new ArrayList<>();
    private final List<@Nullable JsonObject> children = new ArrayList<>();
    private int[] columns = {};
    private long[] addresses = {};
    private int[] lengths = {};
    private final int[] order = new int[ORDER_KEPT];

    JsonObject() {
        Arrays.fill(order, UNKNOWN);
    }

    /// Adds a column that is found by names, the first in this object, each other one in the object of that before it; false if
    /// another one is found there.
    boolean add(List<byte[]> path, int column) {
        int entry = entry(path.getFirst());
        if (path.size() == 1) {
            boolean isFree = columns[entry] == UNKNOWN;
            columns[entry] = column;
            return isFree;
        }
        JsonObject child = children.get(entry);
        if (child == null) {
            child = new JsonObject();
            children.set(entry, child);
        }
        return child.add(path.subList(1, path.size()), column);
    }

    private int entry(byte[] name) {
        for (int i = 0; i < names.size(); i++) {
            if (Arrays.equals(names.get(i), name)) {
                return i;
            }
        }
        names.add(name);
        children.add(null);
        columns = Arrays.copyOf(columns, names.size());
        columns[names.size() - 1] = UNKNOWN;
        return names.size() - 1;
    }

    /// The bytes that the names take, those of objects within included.
    long nameBytes() {
        long sum = 0;
        for (int i = 0; i < names.size(); i++) {
            JsonObject child = children.get(i);
            sum += padded(names.get(i)) + (child == null ? 0 : child.nameBytes());
        }
        return sum;
    }

    private static long padded(byte[] name) {
        return (name.length + 1L + Long.BYTES) & -Long.BYTES;
    }

    /// Writes the names to memory; answers where the next ones go.
    long place(long address) {
        long next = address;
        addresses = new long[names.size()];
        lengths = new int[names.size()];
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i);
            addresses[i] = next;
            lengths[i] = name.length;
            Memory.copyIn(name, 0, next, name.length);
            Memory.putByte(next + name.length, (byte) '"');
            next += padded(name);
            JsonObject child = children.get(i);
            next = child == null ? next : child.place(next);
        }
        return next;
    }

    /// The longest name, those of objects within included.
    int longestName() {
        int longest = 0;
        for (int i = 0; i < names.size(); i++) {
            JsonObject child = children.get(i);
            longest = Math.max(Math.max(longest, names.get(i).length), child == null ? 0 : child.longestName());
        }
        return longest;
    }

    /// The name that came as the k-th of the object before.
    int expected(int k) {
        return k < ORDER_KEPT ? order[k] : UNKNOWN;
    }

    /// Keeps which name came as the k-th.
    void expect(int k, int entry) {
        if (k < ORDER_KEPT) {
            order[k] = entry;
        }
    }

    int nameBytes(int entry) {
        return lengths[entry];
    }

    /// Whether a name and a closing quote stand at an address. Up to eight bytes behind the quote may be read.
    boolean isAt(long address, int entry) {
        long name = addresses[entry];
        int left = lengths[entry] + 1;
        int at = 0;
        for (; left > Long.BYTES; left -= Long.BYTES) {
            if (Memory.longAt(address + at) != Memory.longAt(name + at)) {
                return false;
            }
            at += Long.BYTES;
        }
        long others = Memory.longAt(address + at) ^ Memory.longAt(name + at);
        return others << (Long.SIZE - Byte.SIZE * left) == 0;
    }

    /// Which name stands at an address, with a closing quote behind its bytes.
    int find(long address, int bytes) {
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] == bytes && isAt(address, i)) {
                return i;
            }
        }
        return UNKNOWN;
    }

    /// Which name is in room of the caller's, behind which a quote is put.
    int findUnquoted(long address, int bytes) {
        Memory.putByte(address + bytes, (byte) '"');
        return find(address, bytes);
    }

    /// The column of a name, or [#UNKNOWN].
    int column(int entry) {
        return columns[entry];
    }

    /// What is looked for in the object of this name, if anything.
    @Nullable
    JsonObject child(int entry) {
        return children.get(entry);
    }

    /// Calls for each column in this object, or in one within.
    void forEachColumn(IntConsumer action) {
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] != UNKNOWN) {
                action.accept(columns[i]);
            }
            JsonObject child = children.get(i);
            if (child != null) {
                child.forEachColumn(action);
            }
        }
    }
}
