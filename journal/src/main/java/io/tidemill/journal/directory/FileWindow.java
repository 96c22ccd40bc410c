// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Storage;
import io.tidemill.journal.record.Checksum;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// The part of a file that is in memory: moved on as a reader goes on, and grown only for what is known to be a record.
///
/// The file is read, not mapped: trouble with the disk is an IOException then, and another process may shorten the file.
final class FileWindow implements AutoCloseable {
    private static final int LEAST_BYTES = 16 << 10;
    private static final int MOST_BYTES = 1 << 20; // but for longer records
    private static final String WHAT = "reading of the journal";

    private final MemoryBudget budget;
    private Buffer memory;
    private ByteBuffer view;
    private Checksum checksum;
    private Storage.@Nullable File file;
    private long at; // the place in the file of the window's first byte
    private int filled;

    FileWindow(MemoryBudget budget) {
        this.budget = budget;
        memory = Buffer.allocate(budget, WHAT, LEAST_BYTES);
        view = view(memory);
        checksum = new Checksum(memory.address(), LEAST_BYTES);
    }

    private static ByteBuffer view(Buffer memory) {
        return Memory.segment(memory.address(), memory.bytes()).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Shows another file, from its beginning. The caller closes it.
    void show(Storage.File next) throws IOException {
        grow((int) Math.min(next.size(), MOST_BYTES));
        file = next;
        at = 0;
        filled = 0;
    }

    /// Shows no file any more.
    void showNothing() {
        file = null;
        filled = 0;
    }

    /// Forgets what was read, because a writer may have changed it.
    void forget() {
        filled = 0;
    }

    /// Has bytes of the file in memory; false if it ends before, and then has what there is of them.
    ///
    /// @param bytes no more than [#capacity]
    boolean cover(long from, int bytes) throws IOException {
        if (from < at || from > at + filled) {
            at = from;
            filled = 0;
        }
        if (from + bytes > at + memory.bytes()) {
            int kept = (int) (at + filled - from);
            Memory.copy(memory.address() + (from - at), memory.address(), kept);
            at = from;
            filled = kept;
        }
        Storage.File shown = file;
        while (from + bytes > at + filled) {
            int read = shown == null ? -1 : shown.read(view.limit((int) memory.bytes()).position(filled), at + filled);
            if (read <= 0) {
                return false;
            }
            filled += read;
        }
        return true;
    }

    /// The CRC32C of bytes of the file, however many; they need not be in memory together. Undefined if the file ends before.
    int crc(long from, int bytes) throws IOException {
        checksum.reset();
        int left = bytes;
        for (long next = from; left > 0;) {
            int part = Math.min(left, (int) memory.bytes());
            if (!cover(next, part)) {
                break;
            }
            checksum.update((int) (next - at), part);
            next += part;
            left -= part;
        }
        return checksum.value();
    }

    /// Makes the window hold so many bytes at once.
    void grow(int bytes) {
        if (bytes > memory.bytes()) {
            Buffer larger = Buffer.allocate(budget, WHAT, bytes);
            memory.close();
            memory = larger;
            view = view(memory);
            checksum = new Checksum(memory.address(), bytes);
            filled = 0;
        }
    }

    int capacity() {
        return (int) memory.bytes();
    }

    /// Where a byte of the file lies in memory.
    long address(long place) {
        return memory.address() + (place - at);
    }

    /// The place in the file of the window's first byte.
    long begin() {
        return at;
    }

    /// The place in the file behind the window's last byte.
    long end() {
        return at + filled;
    }

    /// All that is in memory, its first byte at index 0.
    ByteBuffer bytes() {
        return view.limit(filled).position(0);
    }

    @Override
    public void close() {
        memory.close();
    }
}
