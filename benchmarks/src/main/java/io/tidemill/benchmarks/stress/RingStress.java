// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

import io.tidemill.ring.Ring;

/// A slot is read whole, by both readers, in order, and written again only when the second has passed it.
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "both readers saw whole slots in order")
@State
public class RingStress {
    private static final int TRIES = 20;
    private final Ring<Pair> ring = new Ring<>(Pair::new, 2);
    private final Ring.Reader<Pair> first = ring.reader();
    private final Ring.Reader<Pair> second = ring.reader(first);

    static final class Pair {
        private long left;
        private long right;
    }

    public RingStress() {
        ring.freeBehind(second);
    }

    /// The producer and the first reader, in turns, as ingest and journal do.
    @Actor
    public void ingestAndJournal(ZZ_Result result) {
        long next = 1;
        long read = 1;
        boolean whole = true;
        for (int i = 0; i < TRIES; i++) {
            if (ring.hasRoom()) {
                long sequence = ring.claim();
                ring.slot(sequence).left = next;
                ring.slot(sequence).right = next;
                ring.publish(sequence);
                next++;
            }
            Pair slot = first.poll();
            if (slot != null) {
                whole &= slot.left == read && slot.right == read;
                read++;
                first.advance();
            }
        }
        result.r1 = whole;
    }

    @Actor
    public void lane(ZZ_Result result) {
        boolean whole = true;
        long read = 1;
        for (int i = 0; i < TRIES; i++) {
            Pair slot = second.poll();
            if (slot != null) {
                whole &= slot.left == read && slot.right == read;
                read++;
                second.advance();
            }
        }
        result.r2 = whole;
    }
}
