// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// Bytes that are appended one run after the other, for text whose starts and ends are kept elsewhere as int32.
///
/// Holds at most 2 GiB - 1 bytes; more is refused with a [io.tidemill.memory.MemoryLimitException]. One thread.
public final class GrowableBytes implements AutoCloseable {
    private final GrowableMemory bytes;
    private int end;

    private GrowableBytes(MemorySupply supply) {
        bytes = supply.memory(Integer.MAX_VALUE);
    }

    public static GrowableBytes of(MemoryBudget budget, String what) {
        return new GrowableBytes(MemorySupply.of(budget, what));
    }

    /// Makes room for so many more bytes, or throws and changes nothing that can be seen.
    public void reserve(long more) {
        bytes.ensure(end + more);
    }

    /// Appends bytes for which room was made; answers where they start.
    public int append(long address, int count) {
        int start = end;
        Memory.copy(address, bytes.address() + start, count);
        end += count;
        return start;
    }

    /// Takes bytes for which room was made, and which the caller writes; answers where they start.
    public int take(int count) {
        int start = end;
        end += count;
        return start;
    }

    /// Where byte 0 is; moves with [#reserve] on systems other than Linux.
    public long address() {
        return bytes.address();
    }

    /// How many there are.
    public int size() {
        return end;
    }

    /// Forgets all bytes, keeps the memory.
    public void clear() {
        end = 0;
    }

    /// Gives the memory back: may be used again.
    @Override
    public void close() {
        bytes.close();
        clear();
    }
}
