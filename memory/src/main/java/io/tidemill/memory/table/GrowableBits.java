// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;

/// Bits that are appended one after the other: booleans, or which rows are not null. One thread.
public final class GrowableBits implements AutoCloseable {
    private final GrowableColumn bytes;
    private int size;
    private int zeros;

    private GrowableBits(GrowableColumn bytes) {
        this.bytes = bytes;
    }

    public static GrowableBits of(MemoryBudget budget, String what) {
        return new GrowableBits(GrowableColumn.zeroed(budget, what, 1));
    }

    /// Appends bits from anywhere, or throws a [MemoryLimitException] and changes nothing.
    ///
    /// @param bit of the byte at `source` that is the first, counted on through the bytes behind it
    public void append(long source, int bit, int count) {
        bytes.ensure(byteCount(size + count));
        for (int done = 0; done < count;) {
            int some = Math.min(8 - (size & 7), count - done);
            put(bitsAt(source, bit + done, some), some);
            done += some;
        }
    }

    /// Appends the bits with these int32 numbers.
    public void append(long source, int bit, long numbers, int count) {
        bytes.ensure(byteCount(size + count));
        for (int i = 0; i < count; i++) {
            put(bitsAt(source, bit + Memory.intAt(numbers + 4L * i), 1), 1);
        }
    }

    /// Appends the same bit some times.
    public void append(boolean one, int count) {
        bytes.ensure(byteCount(size + count));
        for (int done = 0; done < count;) {
            int some = Math.min(8 - (size & 7), count - done);
            put(one ? (1 << some) - 1 : 0, some);
            done += some;
        }
    }

    /// Appends a few bits that stay within one byte.
    private void put(int bits, int count) {
        int offset = size & 7;
        int mask = (1 << count) - 1;
        long address = bytes.address() + (size >>> 3);
        Memory.putByte(address, (byte) ((Memory.byteAt(address) & ~(mask << offset)) | (bits << offset)));
        zeros += count - Integer.bitCount(bits);
        size += count;
    }

    /// At most 8 bits, which may lie in two bytes; the second is read only if they do.
    private static int bitsAt(long source, int bit, int count) {
        long address = source + (bit >>> 3);
        int offset = bit & 7;
        int bits = (Memory.byteAt(address) & 0xff) >>> offset;
        if (offset + count > 8) {
            bits |= (Memory.byteAt(address + 1) & 0xff) << (8 - offset);
        }
        return bits & ((1 << count) - 1);
    }

    private static int byteCount(int bits) {
        return (bits + 7) >>> 3;
    }

    /// Sets a bit that was appended.
    public void set(int index) {
        long address = bytes.address() + (index >>> 3);
        int before = Memory.byteAt(address);
        int mask = 1 << (index & 7);
        zeros -= (before & mask) == 0 ? 1 : 0;
        Memory.putByte(address, (byte) (before | mask));
    }

    public boolean isSet(int index) {
        return (Memory.byteAt(bytes.address() + (index >>> 3)) >>> (index & 7) & 1) != 0;
    }

    public int size() {
        return size;
    }

    /// How many of the bits are 0.
    public int zeros() {
        return zeros;
    }

    /// The address of the byte with the first bit; may move with growth on systems other than Linux.
    public long address() {
        return bytes.address();
    }

    /// Forgets all bits, keeps the memory.
    public void clear() {
        bytes.clear();
        size = 0;
        zeros = 0;
    }

    @Override
    public void close() {
        bytes.close();
        clear();
    }
}
