// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.publisher;

import io.tidemill.benchmarks.suite.Allocation;

/// What a run published: how many rows, in what time, at the cost of how many heap bytes of all threads concerned.
record Flow(long rows, long nanos, long allocatedBytes) {

    /// Begins to measure: the calling thread, and all threads whose names begin so.
    static Start begin(String threads) {
        return new Start(threads, Allocation.ofThisThread(), Allocation.ofThreads(threads), System.nanoTime());
    }

    double millionRowsPerSecond() {
        return rows * 1e3 / nanos;
    }

    double allocatedBytesPerRow() {
        return (double) allocatedBytes / rows;
    }

    record Start(String threads, long bytesHere, long bytesThere, long nanos) {

        Flow end(long rows) {
            long elapsed = System.nanoTime() - nanos;
            long bytes = Allocation.ofThisThread() - bytesHere;
            return new Flow(rows, elapsed, bytes + Allocation.ofThreads(threads) - bytesThere);
        }
    }
}
