// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.List;

/// Which agents of the engine share a thread, and which core each thread keeps to.
///
/// @param threads 0 for inline
/// @param separatesIngest whether the first thread takes rows and journals them, and runs no lane
/// @param cores one a thread, or none: threads then run where the system puts them
public record ThreadLayout(int threads, boolean separatesIngest, List<Integer> cores) {
    private static final int MOST_THREADS = 64;

    public ThreadLayout {
        cores = List.copyOf(cores);
        if (threads < 0 || threads > MOST_THREADS) {
            throw new PlanException("an engine runs on 0 to %d threads, not %d".formatted(MOST_THREADS, threads));
        }
        if (separatesIngest && threads < 2) {
            throw new PlanException("to keep ingest apart takes two threads, not " + threads);
        }
        if (!cores.isEmpty() && cores.size() != threads) {
            throw new PlanException("%d engine threads cannot be pinned to %d cores".formatted(threads, cores.size()));
        }
        for (int core : cores) {
            if (core < 0) {
                throw new PlanException("there is no core " + core);
            }
        }
    }

    /// No thread at all: the caller drives the engine by [StreamingContext#doWork].
    public static ThreadLayout inline() {
        return new ThreadLayout(0, false, List.of());
    }

    /// One thread for everything.
    public static ThreadLayout one() {
        return new ThreadLayout(1, false, List.of());
    }

    /// One thread for ingest and journal, one for operators and output.
    public static ThreadLayout two() {
        return new ThreadLayout(2, true, List.of());
    }

    /// So many threads, each with its share of the lanes ([StreamingContextBuilder#parallelism]), which must be as many at least. The
    /// first also takes rows and journals them, the last also lets output go. No more than the machine has cores, less one for each
    /// publishing thread that spins.
    public static ThreadLayout threads(int count) {
        if (count < 1) {
            throw new PlanException("threads(%d): an engine that has threads has one at least".formatted(count));
        }
        return new ThreadLayout(count, false, List.of());
    }

    /// The same with each thread kept on a core of its own. Where the system cannot do that, one warning is logged.
    public ThreadLayout pinnedTo(Integer... coreOfThread) {
        return new ThreadLayout(threads, separatesIngest, List.of(coreOfThread));
    }

    /// How many threads run lanes; 1 for the caller's if there are no others.
    public int laneThreads() {
        return separatesIngest ? threads - 1 : Math.max(1, threads);
    }

    public boolean isInline() {
        return threads == 0;
    }
}
