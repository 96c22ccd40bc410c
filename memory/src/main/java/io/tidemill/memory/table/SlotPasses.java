// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import io.tidemill.memory.Memory;

/// Looks for the hashes of a batch in [Slots], pass by pass.
///
/// Each pass is a loop without a branch on data: what is slow in a hash table is a miss of the cache and a branch that
/// guesses wrong, and both stop the processor only if something has to wait for them. So one pass computes addresses, one
/// touches them (dozens of misses under way at once), one compares, and rows that were pushed on by a collision stay open for
/// the next round. Measured against the loop that does all this row by row: see `docs/design/002-key-table.md`.
final class SlotPasses {
    /// Slots looked at before the row-by-row search takes over. A segment's padding holds as many.
    private static final int ROUNDS = 9;
    /// As long as the slots fit into the second cache or little more, touching them first costs more than it brings.
    private static final long CACHED_BYTES = 4 << 20;
    /// A search looks at some 4 slots, and a slot may lie across two lines of the cache: so two lines are touched.
    private static final int TOUCHED_BYTES = 4 * SlotSegment.SLOT_BYTES - 8;

    @SuppressWarnings("UnusedVariable") // so that the loads of a touch are not dead code
    private long touched;

    /// Finds the groups of all rows whose hash is in one of its first slots; the others are left open, in order, ABSENT.
    ///
    /// @param patient whether it is worth to look further than at the first slot: not if most keys are new
    void findAll(Slots slots, KeyBatch batch, boolean patient) {
        long address = WordLoader.known(slots.address());
        long[] directory = slots.directory();
        if (slots.isOneSegment()) {
            locateAll(directory[0], address, batch.hash, batch.slot, batch.rows);
        } else {
            locateAll(directory, 64 - slots.depth(), address, batch.hash, batch.slot, batch.rows);
        }
        if (slots.bytes() > CACHED_BYTES) {
            touched += touch(batch.slot, batch.rows);
        }
        batch.openRows = matchAll(batch.hash, batch.slot, batch.found, batch.open, batch.rows);
        if (patient) {
            findFurther(batch, 1);
        }
    }

    /// The same for the open rows only.
    void findOpen(Slots slots, KeyBatch batch) {
        long address = WordLoader.known(slots.address());
        locateOpen(slots.directory(), 64 - slots.depth(), address, batch.hash, batch.open, batch.slot, batch.openRows);
        if (slots.bytes() > CACHED_BYTES) {
            touched += touch(batch.slot, batch.openRows);
        }
        findFurther(batch, 0);
    }

    private static void findFurther(KeyBatch batch, int firstRound) {
        for (int round = firstRound; round < ROUNDS && batch.openRows > 0; round++) {
            batch.openRows = matchOpen(batch.hash, batch.slot, batch.found, batch.open, batch.openRows,
                    round * SlotSegment.SLOT_BYTES);
        }
    }

    static void locateAll(long entry, long address, long[] hash, long[] slot, int rows) {
        long start = address + SlotSegment.offset(entry);
        for (int row = 0; row < rows; row++) {
            slot[row] = start + SlotSegment.place(hash[row], entry);
        }
    }

    static void locateAll(long[] directory, int shift, long address, long[] hash, long[] slot, int rows) {
        for (int row = 0; row < rows; row++) {
            long entry = directory[Slots.index(hash[row], shift)];
            slot[row] = address + SlotSegment.offset(entry) + SlotSegment.place(hash[row], entry);
        }
    }

    static void locateOpen(long[] directory, int shift, long address, long[] hash, int[] open, long[] slot, int count) {
        for (int i = 0; i < count; i++) {
            long value = hash[open[i]];
            long entry = directory[Slots.index(value, shift)];
            slot[i] = address + SlotSegment.offset(entry) + SlotSegment.place(value, entry);
        }
    }

    static long touch(long[] slot, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            long at = WordLoader.known(slot[i]);
            sum += Memory.intAt(at) + Memory.intAt(at + TOUCHED_BYTES);
        }
        return sum;
    }

    /// Answers how many rows are left open; their slots come first then.
    static int matchAll(long[] hash, long[] slot, int[] found, int[] open, int rows) {
        int left = 0;
        for (int row = 0; row < rows; row++) {
            long at = WordLoader.known(slot[row]);
            int group = group(at, hash[row]);
            found[row] = group;
            open[left] = row;
            slot[left] = at;
            left += group >>> 31;
        }
        return left;
    }

    static int matchOpen(long[] hash, long[] slot, int[] found, int[] open, int count, int ahead) {
        int left = 0;
        for (int i = 0; i < count; i++) {
            int row = open[i];
            long at = WordLoader.known(slot[i]);
            int group = group(at + (ahead & 0xff), hash[row]);
            found[row] = group;
            open[left] = row;
            slot[left] = at;
            left += group >>> 31;
        }
        return left;
    }

    /// The group in a slot, -1 if it is free or holds another hash. Compiles to no branch.
    private static int group(long slot, long hash) {
        long differ = Memory.longAt(slot) ^ hash;
        return Memory.intAt(slot + 8) - 1 | (int) ((differ | -differ) >> 63);
    }
}
