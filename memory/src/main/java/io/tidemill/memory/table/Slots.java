// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.Arrays;

import io.tidemill.memory.Memory;

/// Finds the group of a hash: open addressing in segments that split, so that growth never stops the world.
///
/// A slot is 12 bytes: the whole hash, and the group + 1 (0 = free). A *segment* is a run of slots with linear probing. The
/// *directory* maps the leading bits of a hash (below those of its range) to a segment; when a segment is full it splits in
/// two by the next bit. So one insert moves some ten thousand slots at most, whatever the size of the table.
///
/// Segments come in 16 sizes, by their first 4 bits of the directory: so they fill up at different times, splits spread
/// evenly over growth, and the table as a whole is always 0.58 full, 21 bytes a group. Many keys whose hashes share their
/// leading bits (an attack, not an accident) make a segment grow by itself instead, and then an insert may take long.
///
/// After [#clear] the directory keeps its size and points to one empty segment; real ones are cut from the old memory, and
/// zeroed one by one, as groups come.
final class Slots implements AutoCloseable {
    static final int SLOT_BYTES = 12;
    private static final int UNIT = 64; // slots; the sizes of segments are multiples

    private static final int HEADER_BYTES = 64; // count, limit, depth: int32 each
    private static final int COUNT = -HEADER_BYTES;
    private static final int LIMIT = COUNT + 4;
    private static final int DEPTH = COUNT + 8;
    /// Zero bytes behind a segment: the passes of [SlotPasses] look a few slots ahead without a look at the segment's end.
    static final int PAD_BYTES = 128;

    /// 128 * 2^(i/16): a segment of phase i has that many units.
    private static final int[] UNITS = {128, 134, 140, 146, 152, 159, 166, 173, 181, 189, 197, 206, 215, 225, 235, 245};
    private static final int PHASE_BITS = 4;
    /// The share of a segment that fills before it splits: 13/16; the only segment of a small table: 1/4.
    private static final int SIXTEENTHS_FULL = 13;

    /// Bits of the hash that the directory may use: 57 down to 32. The low 32 give the place in a segment.
    private static final int MAX_DEPTH = 26;
    private static final int RANGE_BITS = 6;
    private static final long MAX_BYTES = 1L << 35;
    private static final long LOW_INT = 0xffffffffL;

    private final GrowableMemory memory;
    /// Units in the high 32 bits, offset of the first slot in 64 bytes in the low ones.
    private long[] directory = new long[2];
    private int depth = 1;
    private int segments;
    private long end; // of the last segment
    private long dirtyEnd; // behind it, memory is zero
    private long empty; // the entry of the empty segment; 0 until there is memory
    private int expectedGroups;
    private int size;

    Slots(MemorySupply supply) {
        memory = supply.memory(MAX_BYTES);
    }

    // ---- what the passes need

    long address() {
        return memory.address();
    }

    long[] directory() {
        return directory;
    }

    int depth() {
        return depth;
    }

    boolean isOneSegment() {
        return depth == 1 && directory[0] == directory[1];
    }

    /// Bytes in use, by which the passes decide whether slots are far away.
    long bytes() {
        return end;
    }

    int size() {
        return size;
    }

    // ---- one hash at a time

    /// The slot where a hash is looked for first. There is memory: [#open] was called.
    long home(long hash) {
        long entry = directory[index(hash, 64 - depth)];
        return memory.address() + offset(entry) + place(hash, entry);
    }

    /// The slot that is looked at next.
    long after(long slot, long hash) {
        long entry = directory[index(hash, 64 - depth)];
        long start = memory.address() + offset(entry);
        long next = slot + SLOT_BYTES;
        return next == start + slotsBytes(entry) ? start : next;
    }

    static long hashAt(long slot) {
        return Memory.longAt(slot);
    }

    /// The group in a slot, or -1 if it is free.
    static int groupAt(long slot) {
        return Memory.intAt(slot + 8) - 1;
    }

    /// Makes room for a hash, or throws a [io.tidemill.memory.MemoryLimitException]; what is found stays the same.
    void reserve(long hash) {
        int at = index(hash, 64 - depth);
        while (isFull(directory[at])) {
            makeRoom(at);
            at = index(hash, 64 - depth);
        }
    }

    /// Adds a hash that is not there; room was made.
    void add(long hash, int group) {
        long entry = directory[index(hash, 64 - depth)];
        put(entry, hash, group + 1);
        size++;
    }

    /// Gets the first memory, so that the passes may look.
    void open() {
        if (empty == 0) {
            end = HEADER_BYTES;
            long bytes = bytes(1);
            memory.ensure(bytes);
            empty = entry(1, HEADER_BYTES);
            forgetSegments();
        }
    }

    // ---- entries

    /// Where the directory holds the segment of a hash; `shift` is 64 - depth.
    static int index(long hash, int shift) {
        return (int) (hash << RANGE_BITS >>> shift);
    }

    private static long entry(long units, long offset) {
        return units << 32 | offset >>> 6;
    }

    static long offset(long entry) {
        return (entry & LOW_INT) << 6;
    }

    /// Where in its segment a hash belongs, in bytes.
    static long place(long hash, long entry) {
        return (((hash & LOW_INT) * (entry >>> 32)) >>> 26) * SLOT_BYTES;
    }

    private static long slotsBytes(long entry) {
        return (entry >>> 32) * (UNIT * SLOT_BYTES);
    }

    private static long bytes(long units) {
        return HEADER_BYTES + units * (UNIT * SLOT_BYTES) + PAD_BYTES;
    }

    private boolean isFull(long entry) {
        long start = memory.address() + offset(entry);
        return Memory.intAt(start + COUNT) >= Memory.intAt(start + LIMIT);
    }

    private void put(long entry, long hash, int groupPlusOne) {
        long start = memory.address() + offset(entry);
        long stop = start + slotsBytes(entry);
        long slot = start + place(hash, entry);
        while (Memory.intAt(slot + 8) != 0) {
            slot += SLOT_BYTES;
            slot = slot == stop ? start : slot;
        }
        Memory.putLong(slot, hash);
        Memory.putInt(slot + 8, groupPlusOne);
        Memory.putInt(start + COUNT, Memory.intAt(start + COUNT) + 1);
    }

    // ---- growth

    private void makeRoom(int at) {
        long entry = directory[at];
        if (entry == empty) {
            create(at);
            return;
        }
        int local = Memory.intAt(memory.address() + offset(entry) + DEPTH);
        long units = entry >>> 32;
        boolean small = local == 0 && units < UNITS[0];
        boolean splits = local < depth || (depth < MAX_DEPTH && 2 * segments > directory.length);
        if (small || !splits) {
            grow(at, local, 2 * units);
        } else {
            split(at, local);
        }
    }

    /// The first segment of an entry, after [#open] or [#clear]: for as many groups as were there before.
    private void create(int at) {
        int local = depthFor(expectedGroups, at);
        long entry = allocate(local == 0 ? smallUnitsFor(expectedGroups) : units(at >>> (depth - local), local), local);
        point(at, local, entry);
        segments++;
    }

    /// The depth at which the segments of a directory's entry hold their share of so many groups.
    private int depthFor(int groups, int at) {
        int local = 0;
        while (local < depth && groups >>> local > limit(units(at >>> (depth - local), local)) * 31 / 32) {
            local++;
        }
        return local;
    }

    private static int smallUnitsFor(int groups) {
        int units = 1;
        while (units < UNITS[0] && groups > limit(units)) {
            units *= 2;
        }
        return units;
    }

    /// How many groups fill a segment.
    private static int limit(long units) {
        long slots = units * UNIT;
        return (int) (units < UNITS[0] ? slots / 4 : slots * SIXTEENTHS_FULL / 16);
    }

    private static int units(int prefix, int local) {
        int phase = local >= PHASE_BITS ? prefix >>> (local - PHASE_BITS) : prefix << (PHASE_BITS - local);
        return UNITS[phase];
    }

    /// Cuts a zeroed segment from the memory.
    private long allocate(long units, int local) {
        long bytes = bytes(units);
        memory.ensure(end + bytes);
        long base = memory.address() + end;
        if (end < dirtyEnd) {
            Memory.fill(base, Math.min(bytes, dirtyEnd - end), (byte) 0);
        }
        long entry = entry(units, end + HEADER_BYTES);
        setHeader(entry, local);
        end += bytes;
        dirtyEnd = Math.max(dirtyEnd, end);
        return entry;
    }

    private void setHeader(long entry, int local) {
        long start = memory.address() + offset(entry);
        Memory.putInt(start + LIMIT, limit(entry >>> 32));
        Memory.putInt(start + DEPTH, local);
    }

    /// Lets all entries that share the first `local` bits of one point to a segment.
    private void point(int at, int local, long entry) {
        int shared = depth - local;
        int first = at >>> shared << shared;
        Arrays.fill(directory, first, first + (1 << shared), entry);
    }

    /// Moves a segment to a larger one; in a small table that one then takes its place.
    private void grow(int at, int local, long units) {
        long old = directory[at];
        long oldEnd = end;
        long larger = allocate(units, local);
        move(old, larger);
        if (offset(old) + slotsBytes(old) + PAD_BYTES == oldEnd) {
            long base = memory.address();
            Memory.copy(base + offset(larger) - HEADER_BYTES, base + offset(old) - HEADER_BYTES, bytes(units));
            larger = entry(units, offset(old));
            end = offset(old) - HEADER_BYTES + bytes(units);
        }
        point(at, local, larger);
    }

    private void move(long from, long to) {
        long slot = memory.address() + offset(from);
        long stop = slot + slotsBytes(from);
        for (; slot < stop; slot += SLOT_BYTES) {
            int groupPlusOne = Memory.intAt(slot + 8);
            if (groupPlusOne != 0) {
                put(to, Memory.longAt(slot), groupPlusOne);
            }
        }
    }

    /// Splits a segment by the next bit of its hashes. The half with a 0 keeps its memory.
    private void split(int at, int local) {
        long lower = directory[at];
        int prefix = at >>> (depth - local);
        int units = units(2 * prefix + 1, local + 1);
        long upper = allocate(Math.max(units, lower >>> 32 > UNITS[UNITS.length - 1] ? lower >>> 32 : 0), local + 1);
        if (local == depth) {
            doubleDirectory();
        }
        int shared = depth - local;
        int first = prefix << shared;
        Arrays.fill(directory, first + (1 << (shared - 1)), first + (1 << shared), upper);
        segments++;
        setHeader(lower, local + 1);
        separate(lower, upper, local);
    }

    private void doubleDirectory() {
        long[] larger = new long[2 * directory.length];
        for (int i = 0; i < larger.length; i++) {
            larger[i] = directory[i >>> 1];
        }
        directory = larger;
        depth++;
    }

    /// Takes each entry out and puts it back, or into the upper segment. From the first free slot on, so that a run of
    /// taken slots is never cut: an entry never moves behind one that is still to come.
    private void separate(long lower, long upper, int bit) {
        long start = memory.address() + offset(lower);
        long stop = start + slotsBytes(lower);
        Memory.putInt(start + COUNT, 0);
        long free = start;
        while (Memory.intAt(free + 8) != 0) {
            free += SLOT_BYTES;
        }
        for (long slot = free; slot < stop; slot += SLOT_BYTES) {
            separate(slot, lower, upper, bit);
        }
        for (long slot = start; slot < free; slot += SLOT_BYTES) {
            separate(slot, lower, upper, bit);
        }
    }

    private void separate(long slot, long lower, long upper, int bit) {
        int groupPlusOne = Memory.intAt(slot + 8);
        if (groupPlusOne != 0) {
            long hash = Memory.longAt(slot);
            Memory.putInt(slot + 8, 0);
            boolean up = hash << (RANGE_BITS + bit) < 0;
            put(up ? upper : lower, hash, groupPlusOne);
        }
    }

    // ---- the end

    /// Forgets all groups, and expects as many again.
    void clear() {
        if (empty != 0) {
            expectedGroups = size;
            int needed = 1;
            while (needed < depth && size >>> needed > limit(UNITS[0]) * 31 / 32) {
                needed++;
            }
            if (needed < depth) {
                depth = needed;
                directory = new long[1 << needed];
            }
            forgetSegments();
        }
    }

    private void forgetSegments() {
        Arrays.fill(directory, empty);
        end = offset(empty) + slotsBytes(empty) + PAD_BYTES;
        dirtyEnd = Math.max(dirtyEnd, end);
        segments = 0;
        size = 0;
    }

    @Override
    public void close() {
        memory.close();
        directory = new long[2];
        depth = 1;
        empty = 0;
        dirtyEnd = 0;
        expectedGroups = 0;
        size = 0;
    }
}
