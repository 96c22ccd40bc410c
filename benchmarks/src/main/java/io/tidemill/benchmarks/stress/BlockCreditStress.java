// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A block is written again only after its last view was released, and then it is: two blocks of one row carry four.
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "every view kept its rows, and rows came in order")
@State
public class BlockCreditStress {
    private static final int ROWS = 4;
    private static final int TRIES = 20;
    private final StressedPublisher shared = new StressedPublisher(2, 1);

    @Actor
    public void writer(ZZ_Result result) {
        long next = 1;
        for (int i = 0; i < TRIES && next <= ROWS; i++) {
            if (shared.write(next, 1)) {
                next++;
            }
        }
        result.r1 = next > 2; // two blocks are free at first
    }

    @Actor
    public void engine(ZZ_Result result) {
        long next = 1;
        boolean whole = true;
        for (int i = 0; i < TRIES; i++) {
            if (shared.take()) {
                whole &= shared.rows() == 1 && shared.number(0) == next && shared.number(0) == next;
                next++;
                shared.release();
            }
        }
        result.r2 = whole;
    }
}
