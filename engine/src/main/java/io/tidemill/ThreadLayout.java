// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.List;

/// Which agents of the engine share a thread, and which core each thread keeps to.
///
/// @param threads 0 for inline
/// @param cores one a thread, or none: threads then run where the system puts them
public record ThreadLayout(int threads, List<Integer> cores) {

    public ThreadLayout {
        cores = List.copyOf(cores);
        if (threads < 0 || threads > 2) {
            throw new PlanException("an engine runs on 0, 1 or 2 threads, not " + threads);
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
        return new ThreadLayout(0, List.of());
    }

    /// One thread for everything.
    public static ThreadLayout one() {
        return new ThreadLayout(1, List.of());
    }

    /// One thread for ingest and journal, one for operators and output.
    public static ThreadLayout two() {
        return new ThreadLayout(2, List.of());
    }

    /// The same with each thread kept on a core of its own. Where the system cannot do that, one warning is logged.
    public ThreadLayout pinnedTo(Integer... coreOfThread) {
        return new ThreadLayout(threads, List.of(coreOfThread));
    }

    public boolean isInline() {
        return threads == 0;
    }
}
