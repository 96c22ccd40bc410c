// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.sun.management.ThreadMXBean;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

/// Loops allocate nothing once C2 has compiled them: a vector that went through a call that was not inlined would be boxed.
@Tag("alone")
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 1_000;
    private static final int ROWS = 1_100;

    @Test
    @Timeout(240)
    void warmLoopsAllocateNothing() {
        Forge scalar = Forge.scalarOnly();
        Forge vector = Forge.vectorAtOnce();
        List<Loop> allocating = new ArrayList<>();
        for (Shape<?> shape : Shapes.all()) {
            allocating.add(scalar.kernel(shape).current());
            allocating.add(vector.kernel(shape).current());
        }
        try (Scratch scratch = new Scratch(MemoryBudget.limited("test", 1 << 20))) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (!allocating.isEmpty() && System.nanoTime() < deadline) {
                allocating.removeIf(loop -> allocatedBytes(scratch, loop) == 0);
            }
        }
        assertThat(allocating).isEmpty();
    }

    private static long allocatedBytes(Scratch scratch, Loop loop) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int call = 0; call < CALLS; call++) {
            scratch.exercise(loop, ROWS);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
