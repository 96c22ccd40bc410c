// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.ingest;

import java.util.stream.Stream;

import io.tidemill.compile.ExecutionPlan;
import io.tidemill.compile.ExecutionPlan.TickNeed;

/// At which ticks anything acts, by the plan alone: all others are left out of the ring.
final class TickPlan {
    private final TickNeed[] needs;
    private final long zeroMicros;

    /// @param isEachWatched whether somebody wants to know of the end of every batch
    TickPlan(ExecutionPlan plan, long zeroMicros, boolean isEachWatched) {
        Stream<TickNeed> watched = isEachWatched ? Stream.of(TickNeed.EVERY_BATCH) : Stream.empty();
        this.needs = Stream
                .of(watched, plan.stages().stream().map(ExecutionPlan.StageNode::ticks),
                        plan.sinks().stream().map(ExecutionPlan.SinkNode::ticks))
                .flatMap(needs -> needs)
                .filter(need -> need.slideMicros() != 0)
                .distinct()
                .toArray(TickNeed[]::new);
        this.zeroMicros = zeroMicros;
    }

    /// Whether any tick before the end of the stream matters.
    boolean mayAct() {
        return needs.length > 0;
    }

    boolean acts(long batchTimeMicros) {
        for (TickNeed need : needs) {
            if (need.isDue(batchTimeMicros, zeroMicros, false)) {
                return true;
            }
        }
        return false;
    }
}
