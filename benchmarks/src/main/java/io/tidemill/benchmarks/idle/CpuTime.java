// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.idle;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/// Processor time of the whole process and of the threads whose names begin so, up to now.
record CpuTime(long wallNanos, long processNanos, long threadNanos) {
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
            .getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static CpuTime now(String threads) {
        long[] ids = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith(threads))
                .mapToLong(thread -> thread.getThreadId())
                .toArray();
        long nanos = Arrays.stream(THREADS.getThreadCpuTime(ids)).sum();
        return new CpuTime(System.nanoTime(), SYSTEM.getProcessCpuTime(), nanos);
    }

    /// Percent of one core that the threads used since.
    double threadPercentSince(CpuTime before) {
        return 100.0 * (threadNanos - before.threadNanos) / (wallNanos - before.wallNanos);
    }

    /// Percent of one core that the process used since.
    double processPercentSince(CpuTime before) {
        return 100.0 * (processNanos - before.processNanos) / (wallNanos - before.wallNanos);
    }
}
