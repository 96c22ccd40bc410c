// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.suite;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.ThreadMXBean;

/// Counts heap bytes that threads allocate.
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    public static long ofThisThread() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /// Bytes of all live threads whose names begin so.
    public static long ofThreads(String namePrefix) {
        long[] ids = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith(namePrefix))
                .mapToLong(thread -> thread.getThreadId())
                .toArray();
        return Arrays.stream(THREADS.getThreadAllocatedBytes(ids)).sum();
    }
}
