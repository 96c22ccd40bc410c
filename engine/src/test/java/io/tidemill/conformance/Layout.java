// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import io.tidemill.StreamingContextBuilder;
import io.tidemill.ThreadLayout;

/// In how many lanes a test runs, and on which threads.
enum Layout {
    INLINE(1, ThreadLayout.inline()), ONE_THREAD(1, ThreadLayout.one()), TWO_THREADS(1,
            ThreadLayout.two()), TWO_LANES_INLINE(2, ThreadLayout.inline()), TWO_LANES_ON_TWO_THREADS(2,
                    ThreadLayout.threads(2)), THREE_LANES_APART(3, ThreadLayout.two());

    private static final int ROWS_IN_LANES = 2; // of a chunk: a batch of a few rows reaches every lane

    private final int lanes;
    private final ThreadLayout threads;

    Layout(int lanes, ThreadLayout threads) {
        this.lanes = lanes;
        this.threads = threads;
    }

    int lanes() {
        return lanes;
    }

    boolean isInline() {
        return threads.isInline();
    }

    /// Sets lanes and threads.
    StreamingContextBuilder of(StreamingContextBuilder builder) {
        return builder.parallelism(lanes).layout(threads);
    }

    /// So many rows, or so few that chunks reach every lane.
    int blockRows(int rows) {
        return lanes == 1 ? rows : Math.min(rows, ROWS_IN_LANES);
    }
}
