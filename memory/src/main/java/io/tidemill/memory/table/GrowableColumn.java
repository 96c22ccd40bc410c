// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// A column of fixed width that grows with the groups of a table, one value a group: the home of an aggregate.
///
/// Values that nobody has written are the column's constant. All of them lie in one piece, so kernels index them by group id
/// from [#address]; where address space can be reserved (Linux) the address never moves after the first [#ensure], elsewhere
/// it is to be read anew after each. One thread.
public final class GrowableColumn implements AutoCloseable {
    private final GrowableMemory memory;
    private final int byteWidth;
    private final long pattern; // the constant, repeated to 8 bytes; wider values repeat it
    private long initialized; // bytes that hold the constant or a value
    private long written; // bytes that were ever initialized: behind them memory is zero
    private int groups;

    private GrowableColumn(MemorySupply supply, int byteWidth, long constant, int maxGroups) {
        if (byteWidth != 1 && byteWidth != 2 && byteWidth != 4 && (byteWidth <= 0 || byteWidth % 8 != 0)) {
            throw new IllegalArgumentException(
                    "a column's values have 1, 2 or 4 bytes, or a multiple of 8, not " + byteWidth);
        }
        this.memory = supply.memory((long) byteWidth * maxGroups);
        this.byteWidth = byteWidth;
        this.pattern = repeated(byteWidth, constant);
    }

    /// A column that is zero where nobody wrote.
    public static GrowableColumn zeroed(MemoryBudget budget, String what, int byteWidth) {
        return filled(budget, what, byteWidth, 0);
    }

    /// A column that holds a constant where nobody wrote: the low bytes of `constant` (of a double, its bits), again and again in values of
    /// more than 8 bytes.
    public static GrowableColumn filled(MemoryBudget budget, String what, int byteWidth, long constant) {
        return of(MemorySupply.of(budget, what), byteWidth, constant);
    }

    static GrowableColumn of(MemorySupply supply, int byteWidth, long constant) {
        return new GrowableColumn(supply, byteWidth, constant, KeyTable.MAX_GROUPS);
    }

    private static long repeated(int byteWidth, long constant) {
        return switch (byteWidth) {
            case 1 -> (constant & 0xff) * 0x0101010101010101L;
            case 2 -> (constant & 0xffff) * 0x0001000100010001L;
            case 4 -> (constant & 0xffffffffL) * 0x0000000100000001L;
            default -> constant;
        };
    }

    /// Makes the values of groups `[0, count)` usable; throws a [io.tidemill.memory.MemoryLimitException] and changes nothing
    /// if memory is refused. Never takes groups away.
    public void ensure(int count) {
        if (count > groups) {
            long needed = (long) byteWidth * count;
            if (needed > initialized) {
                memory.ensure(needed);
                initialize(needed);
            }
            groups = count;
        }
    }

    /// Whole cache lines, a few ahead, so that growth by single groups costs little.
    private void initialize(long needed) {
        long end = Math.min(memory.bytes() & -64, (needed + needed / 8 + 63) & -64);
        long to = Math.max(end, needed);
        long dirty = pattern == 0 ? Math.min(to, written) : to;
        long address = memory.address();
        long at = initialized;
        for (; at + 8 <= dirty; at += 8) {
            Memory.putLong(address + at, pattern);
        }
        for (; at < dirty; at++) {
            Memory.putByte(address + at, (byte) (pattern >>> (8 * (at & 7))));
        }
        initialized = to;
        written = Math.max(written, to);
    }

    /// Where the value of group 0 is. May move with [#ensure] on systems other than Linux.
    public long address() {
        return memory.address();
    }

    public int byteWidth() {
        return byteWidth;
    }

    /// Groups that have a value.
    public int groups() {
        return groups;
    }

    /// Forgets all values; those of later groups are the constant again. Keeps the memory. Takes no time by itself.
    public void clear() {
        groups = 0;
        initialized = 0;
    }

    /// Gives all memory back. The column is as a new one then, and may be used again.
    @Override
    public void close() {
        memory.close();
        clear();
        written = 0;
    }
}
