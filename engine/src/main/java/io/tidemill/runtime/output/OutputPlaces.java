// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.output;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Positions;
import io.tidemill.ring.HandoffReader;
import io.tidemill.ring.Slot;

/// How far output has come in the parts of those sources that watch it.
///
/// The output agent collects the places of the slots that it gives back, and shows them at the end of each batch. A source looks when it
/// likes, and sees what it was shown for a batch that every sink has committed. So what a source sees never runs ahead of that.
public final class OutputPlaces {
    private final long replayed;
    private final LongPredicate isCommitted;
    private final List<Watch> watches = new ArrayList<>();

    /// @param replayed the last sequence that the journal held at the start
    /// @param isCommitted whether every sink has committed a batch
    OutputPlaces(long replayed, LongPredicate isCommitted) {
        this.replayed = replayed;
        this.isCommitted = isCommitted;
    }

    /// Adds a source, before the agents start.
    ///
    /// @param resumedFrom what the journal held of it at the start
    public Watch watch(HandoffReader publisher, Map<String, Long> resumedFrom) {
        Watch watch = new Watch(publisher, resumedFrom, isCommitted);
        watches.add(watch);
        return watch;
    }

    /// Takes note of a slot that has left the engine, in order. Output agent, before the slot is released.
    void passed(long sequence, Slot slot) {
        for (int i = 0; i < watches.size(); i++) {
            Watch watch = watches.get(i);
            if (slot.kind() == Slot.Kind.TICK) {
                watch.endBatch(slot.batchId(), sequence >= replayed);
            } else if (slot.publisher() == watch.publisher) {
                watch.collect(slot.positions());
            }
        }
    }

    /// What one source sees.
    public static final class Watch {
        private final HandoffReader publisher;
        private final LongPredicate isCommitted;
        private final Map<String, Long> resumedFrom;
        private final Map<String, long[]> collected = new HashMap<>(); // output agent, as are the next two
        private boolean hasResumed;
        private boolean isNew;
        private volatile @Nullable Shown latest;
        private @Nullable Shown candidate; // the source, as is the next one
        private Map<String, Long> committed = Map.of();

        /// Where everything was when a batch had gone out.
        private record Shown(long batchId, Map<String, Long> offsets) {}

        private Watch(HandoffReader publisher, Map<String, Long> resumedFrom, LongPredicate isCommitted) {
            this.publisher = publisher;
            this.resumedFrom = resumedFrom;
            this.isCommitted = isCommitted;
        }

        private void collect(Positions positions) {
            for (int i = 0; i < positions.size(); i++) {
                long[] known = collected.get(positions.part(i));
                if (known == null) {
                    collected.put(positions.part(i), new long[]{positions.offset(i)});
                } else {
                    known[0] = positions.offset(i);
                }
                isNew = true;
            }
        }

        /// @param isReplayOver whether all that the journal held at the start has gone out
        private void endBatch(long batchId, boolean isReplayOver) {
            if (isReplayOver && !hasResumed) {
                hasResumed = true;
                isNew = true;
                resumedFrom.forEach((part, offset) -> collected.putIfAbsent(part, new long[]{offset}));
            }
            if (isNew) {
                isNew = false;
                latest = new Shown(batchId, offsets());
            }
        }

        private Map<String, Long> offsets() {
            collected.values().removeIf(offset -> offset[0] == Positions.FORGOTTEN && hasResumed);
            Map<String, Long> offsets = new HashMap<>();
            collected.forEach((part, offset) -> {
                if (offset[0] != Positions.FORGOTTEN) {
                    offsets.put(part, offset[0]);
                }
            });
            return Map.copyOf(offsets);
        }

        /// Where to go on in each part behind what all sinks have committed. The source's thread.
        public Map<String, Long> committed() {
            for (int looks = 0; looks < 2; looks++) { // what was waited for, and what was shown meanwhile
                Shown next = candidate == null ? latest : candidate;
                if (next == null || !isCommitted.test(next.batchId)) {
                    candidate = next;
                    break;
                }
                committed = next.offsets;
                candidate = null;
            }
            return committed;
        }
    }
}
