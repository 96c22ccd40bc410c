// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;

import org.jspecify.annotations.Nullable;

/// Off-heap memory with one owner: zeroed, aligned to 64 bytes, with 64 readable bytes of slack behind it.
///
/// Counted by the budget while it lives, slack included. [#close] gives the memory back: no address of it may be used after,
/// unless it was allocated for a writer that may be late.
public final class Buffer implements AutoCloseable {
    /// Where a buffer starts, and how many bytes may be read behind its end.
    public static final int ALIGNMENT = 64;

    private static final class Late {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private final MemoryBudget budget;
    private final Arena arena;
    private final MemorySegment segment;
    private final long bytes;
    private Cleaner.@Nullable Cleanable late; // unmaps the memory when nothing refers to the buffer any more
    private boolean closed;

    private Buffer(MemoryBudget budget, Arena arena, MemorySegment segment, long bytes) {
        this.budget = budget;
        this.arena = arena;
        this.segment = segment;
        this.bytes = bytes;
    }

    /// Allocates zeroed memory, or throws a [MemoryLimitException] that names `what`.
    @SuppressWarnings("MustBeClosedChecker") // closed by the buffer
    public static Buffer allocate(MemoryBudget budget, String what, long bytes) {
        long reserved = bytes + ALIGNMENT;
        budget.reserve(what, reserved);
        Arena arena = Arena.ofShared();
        try {
            return new Buffer(budget, arena, arena.allocate(reserved, ALIGNMENT), bytes);
        } catch (OutOfMemoryError refused) {
            arena.close();
            budget.release(reserved);
            throw new MemoryLimitException(
                    "the JVM refused %,d bytes outside its heap for %s (%s): raise -XX:MaxDirectMemorySize, which is -Xmx if it is not set, or lower the memory budget"
                            .formatted(bytes, what, refused.getMessage()));
        }
    }

    /// The same for memory that a thread outside the engine writes: after [#close] it is no longer counted, but stays
    /// mapped until nothing refers to the buffer any more, so that a late writer cannot crash the process.
    public static Buffer allocateForLateWriter(MemoryBudget budget, String what, long bytes) {
        Buffer buffer = allocate(budget, what, bytes);
        buffer.late = Late.CLEANER.register(buffer, buffer.arena::close);
        return buffer;
    }

    public long address() {
        return segment.address();
    }

    public long bytes() {
        return bytes;
    }

    /// Closes memory whose writer is known to write no more.
    public void closeForGood() {
        close();
        if (late != null) {
            late.clean();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (late == null) {
                arena.close();
            }
            budget.release(bytes + ALIGNMENT);
        }
    }
}
