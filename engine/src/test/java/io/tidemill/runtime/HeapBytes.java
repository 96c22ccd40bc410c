// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.lang.management.ManagementFactory;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;

/// The bytes that some threads have allocated on the heap.
final class HeapBytes {
    /// The compiler may come late and throw code away once more: one round without a byte will do.
    static final int MOST_ROUNDS = 8;

    private final ThreadMXBean allocations = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long[] threads;

    private HeapBytes(long[] threads) {
        this.threads = threads;
    }

    /// Counts for the caller and for all threads that run now under names which begin so, but not for the warm-up's: it ends, and
    /// its count with it.
    static HeapBytes ofThreads(String prefix) {
        Stream<Thread> engine = Thread.getAllStackTraces()
                .keySet()
                .stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .filter(thread -> !thread.getName().endsWith("-warm-up"));
        return new HeapBytes(Stream.concat(Stream.of(Thread.currentThread()), engine)
                .mapToLong(Thread::threadId)
                .toArray());
    }

    long allocated() {
        long bytes = 0;
        for (long thread : threads) {
            bytes += allocations.getThreadAllocatedBytes(thread);
        }
        return bytes;
    }
}
