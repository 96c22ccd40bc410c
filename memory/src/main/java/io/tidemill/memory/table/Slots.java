// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.tidemill.memory.Memory;

/// Finds the group of a hash: open addressing in segments that split, so that growth never stops the world.
///
/// The *directory* maps the leading bits of a hash (below those of its range) to a [SlotSegment]; when one is full it splits
/// in two by the next bit. So one new group moves some ten thousand slots at most, whatever the size of the table.
///
/// Segments come in 16 sizes, by their first 4 bits of the directory: they fill up at different times, so splits spread
/// evenly over growth, and the table as a whole is always about 0.54 full, 22 bytes a group. Many keys whose hashes share
/// their leading bits (an attack, not an accident) make a segment grow by itself instead, and then a new group may take long.
///
/// After [#clear] the directory points everywhere to one segment that is empty and takes nothing; real ones are cut from the
/// old memory, and zeroed, as groups come.
final class Slots implements AutoCloseable {
    /// The leading bits of a hash tell its range and are not used here: a table may hold the keys of a few ranges only.
    static final int RANGE_BITS = 6;

    /// 128 * 2^(i/16): the units of a segment whose directory bits start with i.
    private static final int[] UNITS = {128, 134, 140, 146, 152, 159, 166, 173, 181, 189, 197, 206, 215, 225, 235, 245};
    private static final int SIZE_BITS = 4;
    /// Bits of the hash that the directory may use: 57 down to 32. The low 32 give the place in a segment.
    private static final int MAX_DEPTH = 26;
    /// The directory that is kept at most when all is forgotten: the first rows that come zero its segments at once.
    private static final int MAX_DEPTH_AT_FIRST = 5;
    private static final long MAX_BYTES = 1L << 35;

    private final GrowableMemory memory;
    private final SlotSegment empty = new SlotSegment();
    /// Segments that were ever needed, to be used again; the first of them are in use.
    private final List<SlotSegment> made = new ArrayList<>();
    private int used;
    /// For the look-up: the segments' entries. For changes: the segments. In use are `2^depth` of each.
    private long[] directory = new long[2];
    private SlotSegment[] segments = new SlotSegment[2];
    private int depth = 1;
    private int segmentCount;
    private long end; // of the last segment; 0 until there is memory
    private long dirtyEnd; // behind it, memory is zero
    private int expectedGroups;
    private long free; // the slot for the hash that was looked for last; 0 if it has to be found
    private int size;

    Slots(MemorySupply supply) {
        memory = supply.memory(MAX_BYTES);
        forgetSegments();
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

    /// Where the directory holds the segment of a hash; `shift` is 64 - depth.
    static int index(long hash, int shift) {
        return (int) (hash << RANGE_BITS >>> shift);
    }

    // ---- one hash at a time

    /// The slot where a hash is looked for first. There is memory: a hash was added before.
    long home(long hash) {
        long entry = directory[index(hash, 64 - depth)];
        return memory.address() + SlotSegment.offset(entry) + SlotSegment.place(hash, entry);
    }

    /// The slot that is looked at next.
    long after(long slot, long hash) {
        return segments[index(hash, 64 - depth)].after(memory.address(), slot);
    }

    static long hashAt(long slot) {
        return Memory.longAt(slot);
    }

    /// The group in a slot, or -1 if it is free.
    static int groupAt(long slot) {
        return Memory.intAt(slot + 8) - 1;
    }

    /// Says where the search for a hash ended; if the slot is free, [#add] may put the hash there.
    void remember(long slot) {
        free = slot;
    }

    /// Makes room for a hash, or throws a [io.tidemill.memory.MemoryLimitException]; what is found stays the same.
    void reserve(long hash) {
        while (segments[index(hash, 64 - depth)].isFull()) {
            free = 0;
            makeRoom(index(hash, 64 - depth));
        }
    }

    /// Adds the hash that was looked for last and is not there; room was made.
    void add(long hash, int group) {
        SlotSegment segment = segments[index(hash, 64 - depth)];
        if (free == 0) {
            segment.put(memory.address(), hash, group + 1);
        } else {
            segment.putAt(free, hash, group + 1);
            free = 0;
        }
        size++;
    }

    // ---- growth

    private void makeRoom(int at) {
        SlotSegment full = segments[at];
        if (full == empty) {
            create(at);
        } else if (full.isSmall()
                || !(full.depth() < depth || (depth < MAX_DEPTH && 2 * segmentCount > 1 << depth))) {
            grow(at, full);
        } else {
            split(at, full);
        }
    }

    /// The first segment of an entry: for as many groups as there were before the last [#clear].
    private void create(int at) {
        if (end == 0) {
            memory.ensure(empty.end());
            end = empty.end();
            dirtyEnd = end;
        }
        int local = depthFor(expectedGroups, at);
        int units = local == 0 ? smallUnitsFor(expectedGroups) : units(at >>> (depth - local), local);
        point(at, allocate(units, local));
        segmentCount++;
    }

    /// The depth at which the segments of a directory's entry hold their share of so many groups.
    private int depthFor(int groups, int at) {
        int local = 0;
        while (local < depth && groups >>> local > expected(units(at >>> (depth - local), local))) {
            local++;
        }
        return local;
    }

    /// Groups that a segment probably holds if it is its share of all.
    private static int expected(int units) {
        return SlotSegment.limit(units) / 32 * 31;
    }

    private static int smallUnitsFor(int groups) {
        int units = 1;
        while (units < UNITS[0] && groups > SlotSegment.limit(units)) {
            units *= 2;
        }
        return units;
    }

    private static int units(int prefix, int local) {
        return UNITS[local >= SIZE_BITS ? prefix >>> (local - SIZE_BITS) : prefix << (SIZE_BITS - local)];
    }

    /// Cuts a zeroed segment from the memory.
    private SlotSegment allocate(int units, int local) {
        memory.ensure(end + SlotSegment.bytes(units));
        SlotSegment segment = nextSegment();
        segment.begin(units, end, local);
        if (end < dirtyEnd) {
            Memory.fill(memory.address() + end, Math.min(segment.end(), dirtyEnd) - end, (byte) 0);
        }
        end = segment.end();
        dirtyEnd = Math.max(dirtyEnd, end);
        return segment;
    }

    private SlotSegment nextSegment() {
        if (used == made.size()) {
            made.add(new SlotSegment());
        }
        return made.get(used++);
    }

    /// Lets all entries of the directory that share a segment's bits point to it.
    private void point(int at, SlotSegment segment) {
        int shared = depth - segment.depth();
        int first = at >>> shared << shared;
        Arrays.fill(directory, first, first + (1 << shared), segment.entry());
        Arrays.fill(segments, first, first + (1 << shared), segment);
    }

    /// Moves a segment to a larger one, which in a small table then takes its place.
    private void grow(int at, SlotSegment full) {
        boolean isLast = full.end() == end;
        SlotSegment larger = allocate(2 * full.units(), full.depth());
        full.copyTo(memory.address(), larger);
        if (isLast) {
            Memory.copy(memory.address() + larger.offset(), memory.address() + full.offset(),
                    larger.end() - larger.offset());
            larger.moveTo(full.offset());
            end = larger.end();
        }
        point(at, larger);
    }

    /// Splits a segment; the half whose bit is 0 keeps its memory.
    private void split(int at, SlotSegment full) {
        int upperPrefix = 2 * (at >>> (depth - full.depth())) + 1;
        int units = units(upperPrefix, full.depth() + 1);
        boolean isOutsized = full.units() > UNITS[UNITS.length - 1];
        SlotSegment upper = allocate(isOutsized ? full.units() : units, full.depth() + 1);
        if (full.depth() == depth) {
            doubleDirectory();
        }
        full.split(memory.address(), upper);
        point(upperPrefix << (depth - upper.depth()), upper);
        segmentCount++;
    }

    private void doubleDirectory() {
        int entries = 2 << depth;
        if (entries > directory.length) {
            directory = Arrays.copyOf(directory, entries);
            segments = Arrays.copyOf(segments, entries);
        }
        for (int i = entries - 1; i > 0; i--) {
            directory[i] = directory[i >>> 1];
            segments[i] = segments[i >>> 1];
        }
        depth++;
    }

    // ---- the end

    /// Forgets all groups, and expects as many again. A large table grows once more: to zero all of it when the next keys
    /// come would be a stall, growing is none.
    void clear() {
        expectedGroups = size;
        int needed = 1;
        while (needed < Math.min(depth, MAX_DEPTH_AT_FIRST) && size >>> needed > expected(UNITS[0])) {
            needed++;
        }
        depth = Math.min(depth, needed);
        forgetSegments();
    }

    private void forgetSegments() {
        Arrays.fill(directory, 0, 1 << depth, empty.entry());
        Arrays.fill(segments, 0, 1 << depth, empty);
        used = 0;
        end = end == 0 ? 0 : empty.end();
        segmentCount = 0;
        free = 0;
        size = 0;
    }

    @Override
    public void close() {
        memory.close();
        end = 0;
        dirtyEnd = 0;
        size = 0;
        clear();
    }
}
