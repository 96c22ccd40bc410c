// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Off-heap memory with one owner: zeroed, aligned to 64 bytes, with 64 readable bytes of slack behind it.
///
/// Counted by the budget while it lives, slack included. [#close] gives the memory back: no address of it may be used after.
public final class Buffer implements AutoCloseable {
    /// Where a buffer starts, and how many bytes may be read behind its end.
    public static final int ALIGNMENT = 64;

    private final MemoryBudget budget;
    private final Arena arena;
    private final boolean collected;
    private final MemorySegment segment; // keeps collected memory reachable
    private final long bytes;
    private boolean closed;

    private Buffer(MemoryBudget budget, Arena arena, boolean collected, MemorySegment segment, long bytes) {
        this.budget = budget;
        this.arena = arena;
        this.collected = collected;
        this.segment = segment;
        this.bytes = bytes;
    }

    /// Allocates zeroed memory, or throws a [MemoryLimitException] that names `what`.
    @SuppressWarnings("MustBeClosedChecker") // closed by the buffer
    public static Buffer allocate(MemoryBudget budget, String what, long bytes) {
        return allocate(budget, what, bytes, Arena.ofShared(), false);
    }

    /// The same for memory that a thread outside the engine writes: after [#close] it is no longer counted, but stays
    /// mapped until nothing refers to the buffer any more, so that a late writer cannot crash the process.
    public static Buffer allocateCollected(MemoryBudget budget, String what, long bytes) {
        return allocate(budget, what, bytes, Arena.ofAuto(), true);
    }

    private static Buffer allocate(MemoryBudget budget, String what, long bytes, Arena arena, boolean collected) {
        long reserved = bytes + ALIGNMENT;
        budget.reserve(what, reserved);
        try {
            return new Buffer(budget, arena, collected, arena.allocate(reserved, ALIGNMENT), bytes);
        } catch (OutOfMemoryError refused) {
            budget.release(reserved);
            throw new MemoryLimitException(
                    "the JVM refused %,d bytes outside its heap for %s (%s): raise -XX:MaxDirectMemorySize, which is -Xmx if it is not set, or lower the memory budget"
                            .formatted(bytes, what, refused.getMessage()));
        }
    }

    public long address() {
        return segment.address();
    }

    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (!collected) {
                arena.close();
            }
            budget.release(bytes + ALIGNMENT);
        }
    }
}
