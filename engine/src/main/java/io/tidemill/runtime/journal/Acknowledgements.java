// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.journal;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.tidemill.Publisher;
import io.tidemill.journal.Positions;
import io.tidemill.ring.HandoffReader;
import io.tidemill.ring.Slot;

/// Chunks that were appended to the journal and wait for being durable, in order. Journal agent only.
///
/// A ring of columns that grows when a barrier is slow, up to a limit at which the journal agent takes no more.
final class Acknowledgements {
    private static final int FIRST_SIZE = 256;
    private static final int MOST = 1 << 17;

    private long[] sequences = new long[FIRST_SIZE];
    private long[] endRows = new long[FIRST_SIZE];
    private long[] ids = new long[FIRST_SIZE];
    private @Nullable HandoffReader[] publishers = new HandoffReader[FIRST_SIZE];
    private long head;
    private long tail;

    boolean hasRoom() {
        return tail - head < MOST;
    }

    void add(long sequence, HandoffReader publisher, Slot slot) {
        if (tail - head == sequences.length) {
            grow();
        }
        Positions positions = slot.positions();
        int at = index(tail++);
        sequences[at] = sequence;
        endRows[at] = slot.endRow();
        ids[at] = positions.size() == 1 ? positions.offset(0) : Publisher.NO_ID;
        publishers[at] = publisher;
    }

    /// Whether something waits that is durable.
    boolean isDue(long durable) {
        return head < tail && sequences[index(head)] <= durable;
    }

    /// Tells publishers of what is durable; answers how often.
    int give(long durable) {
        int given = 0;
        for (; isDue(durable); given++) {
            int at = index(head++);
            HandoffReader publisher = publishers[at];
            if (publisher != null) {
                publisher.durable(endRows[at], ids[at]);
            }
            publishers[at] = null;
        }
        return given;
    }

    private int index(long number) {
        return (int) number & sequences.length - 1;
    }

    /// Doubles the ring, which is full: what stood before the head goes behind the rest.
    private void grow() {
        int size = sequences.length;
        int from = index(head);
        sequences = unrolled(sequences, from);
        endRows = unrolled(endRows, from);
        ids = unrolled(ids, from);
        @Nullable
        HandoffReader[] old = publishers;
        publishers = Arrays.copyOfRange(old, from, from + 2 * size);
        System.arraycopy(old, 0, publishers, size - from, from);
        head = 0;
        tail = size;
    }

    private static long[] unrolled(long[] ring, int from) {
        long[] twice = Arrays.copyOfRange(ring, from, from + 2 * ring.length);
        System.arraycopy(ring, 0, twice, ring.length - from, from);
        return twice;
    }
}
