// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.MemoryBudget;

/// Gives each distinct heap value a dense group id by first appearance, like [KeyTable]: for the keys of untyped lambdas.
///
/// Keys are equal if `equals` says so, null equals null; they must not change while they are here. A `hashCode` may differ from
/// run to run (that of a class without its own does), so nothing that can be seen stands on it: all groups are in range 0, and
/// output is ordered by first appearance alone.
///
/// A look-up allocates nothing. The budget counts the table's arrays, about 20 bytes a key; the keys themselves it cannot. Like
/// [Slots], the table grows by splitting segments, so no call stalls because it is large. One thread.
public final class HeapKeyTable implements AutoCloseable {
    private static final int PAGE_KEYS = 1024;
    private static final int FIRST_SLOTS = 16;
    private static final int SEGMENT_SLOTS = 4096;
    private static final int MAX_DEPTH = 20;
    private static final int REFERENCE_BYTES = 4; // with compressed references; 8 without
    private static final long LOW_INT = 0xffffffffL;

    /// Hash in the high half, group + 1 in the low one; 0 is free.
    private static final class Segment {
        private final long[] slots;
        private final int depth; // leading bits that all its hashes share
        private int count;

        Segment(int slots, int depth) {
            this.slots = new long[slots];
            this.depth = depth;
        }

        boolean isFull() {
            return 4 * count >= 3 * slots.length;
        }

        void add(long slot) {
            int mask = slots.length - 1;
            int at = hash(slot) & mask;
            while (slots[at] != 0) {
                at = at + 1 & mask;
            }
            slots[at] = slot;
            count++;
        }
    }

    private final MemoryBudget budget;
    private final String what;
    private @Nullable Object[][] pages = {};
    private int pageCount;
    private Segment[] directory = {};
    private int depth;
    private int segments;
    private int groups;
    private long counted;

    private HeapKeyTable(MemoryBudget budget, String what) {
        this.budget = budget.forState();
        this.what = what;
    }

    /// An empty table.
    ///
    /// @param what names the table in a refusal
    public static HeapKeyTable of(MemoryBudget budget, String what) {
        return new HeapKeyTable(budget, what);
    }

    /// The group of a key, which is added if it is new. If memory is refused
    /// ([io.tidemill.memory.MemoryLimitException]) the table stays as it was.
    public int assign(@Nullable Object key) {
        int hash = spread(key);
        int group = find(key, hash);
        return group >= 0 ? group : add(key, hash);
    }

    /// The group of a key, or -1.
    public int find(@Nullable Object key) {
        return find(key, spread(key));
    }

    /// The key of a group.
    public @Nullable Object key(int group) {
        if (group >= groups) {
            throw new IndexOutOfBoundsException("group " + group + " of " + groups);
        }
        return pages[group / PAGE_KEYS][group % PAGE_KEYS];
    }

    public int groups() {
        return groups;
    }

    /// The hash range of a group: 0 for all.
    public int range(int group) {
        return 0;
    }

    private static int spread(@Nullable Object key) {
        int x = key == null ? 0 : key.hashCode();
        x ^= x >>> 16;
        x *= 0x7feb352d;
        x ^= x >>> 15;
        x *= 0x846ca68b;
        return x ^ x >>> 16;
    }

    private static int hash(long slot) {
        return (int) (slot >>> 32);
    }

    /// Where the directory holds the segment of a hash.
    private int index(int hash) {
        return (int) ((hash & LOW_INT) >>> (32 - depth));
    }

    private int find(@Nullable Object key, int hash) {
        if (groups == 0) {
            return -1;
        }
        long[] slots = directory[index(hash)].slots;
        int mask = slots.length - 1;
        for (int at = hash & mask;; at = at + 1 & mask) {
            long slot = slots[at];
            if (slot == 0) {
                return -1;
            }
            if (hash(slot) == hash) {
                int group = (int) slot - 1;
                if (Objects.equals(key, pages[group / PAGE_KEYS][group % PAGE_KEYS])) {
                    return group;
                }
            }
        }
    }

    private int add(@Nullable Object key, int hash) {
        reserve(hash);
        int group = groups++;
        pages[group / PAGE_KEYS][group % PAGE_KEYS] = key;
        directory[index(hash)].add((long) hash << 32 | group + 1);
        return group;
    }

    // ---- growth

    private void reserve(int hash) {
        if (directory.length == 0) {
            count((long) FIRST_SLOTS * Long.BYTES);
            directory = new Segment[]{new Segment(FIRST_SLOTS, 0)};
            segments = 1;
        }
        while (directory[index(hash)].isFull()) {
            makeRoom(index(hash));
        }
        if (groups == pageCount * PAGE_KEYS) {
            count((long) PAGE_KEYS * REFERENCE_BYTES);
            if (pageCount == pages.length) {
                pages = Arrays.copyOf(pages, Math.max(4, 2 * pageCount));
            }
            pages[pageCount++] = new Object[PAGE_KEYS];
        }
    }

    private void count(long bytes) {
        budget.reserve(what, bytes);
        counted += bytes;
    }

    private void makeRoom(int at) {
        Segment full = directory[at];
        boolean splits = full.slots.length >= SEGMENT_SLOTS
                && (full.depth < depth || (depth < MAX_DEPTH && 2 * segments > directory.length));
        int slots = splits ? full.slots.length : 2 * full.slots.length;
        count((long) (splits ? slots : slots / 2) * Long.BYTES);
        if (splits) {
            split(at, full);
        } else {
            Segment larger = new Segment(slots, full.depth);
            move(full, larger, larger);
            point(at, larger, larger);
        }
    }

    private void split(int at, Segment full) {
        int place = at;
        if (full.depth == depth) {
            Segment[] larger = new Segment[2 * directory.length];
            Arrays.setAll(larger, i -> directory[i >>> 1]);
            directory = larger;
            depth++;
            place = 2 * at;
        }
        Segment lower = new Segment(full.slots.length, full.depth + 1);
        Segment upper = new Segment(full.slots.length, full.depth + 1);
        move(full, lower, upper);
        point(place, lower, upper);
        segments++;
    }

    private static void move(Segment from, Segment lower, Segment upper) {
        for (long slot : from.slots) {
            if (slot != 0) {
                (hash(slot) << from.depth < 0 ? upper : lower).add(slot);
            }
        }
    }

    /// Points the entries that shared a segment to those that took its place: a half to each.
    private void point(int at, Segment lower, Segment upper) {
        Segment old = directory[at];
        int shared = 1 << (depth - old.depth);
        int first = at & -shared;
        Arrays.fill(directory, first, first + (shared + 1) / 2, lower);
        Arrays.fill(directory, first + shared / 2, first + shared, upper);
    }

    // ---- the end

    /// Forgets all keys, keeps the arrays.
    public void clear() {
        for (int page = 0; page < pageCount; page++) {
            Arrays.fill(pages[page], null);
        }
        for (int i = 0; i < directory.length; i += 1 << (depth - directory[i].depth)) {
            Arrays.fill(directory[i].slots, 0);
            directory[i].count = 0;
        }
        groups = 0;
    }

    @Override
    public void close() {
        budget.release(counted);
        counted = 0;
        pages = new Object[0][];
        pageCount = 0;
        directory = new Segment[0];
        depth = 0;
        segments = 0;
        groups = 0;
    }
}
