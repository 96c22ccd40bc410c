// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/// A text that does not fit ends a block of four rows after one: the reader goes on in the next block, at no row that is not
/// there, whether it has taken the last row before the end or not.
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing yet")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the row of the first block")
@Outcome(id = "2, 3", expect = Expect.ACCEPTABLE, desc = "the rows of both blocks")
@State
public class EarlyEndStress {
    private static final int TAKES = 3;
    private final StressedPublisher shared = new StressedPublisher(2, 4);

    @Actor
    public void writer() {
        shared.write(1, 8);
        shared.write(2, 8);
    }

    @Actor
    public void ingest(JJ_Result result) {
        for (int i = 0; i < TAKES; i++) {
            if (shared.take()) {
                result.r1 += shared.rows();
                for (int row = 0; row < shared.rows(); row++) {
                    result.r2 += shared.number(row);
                }
            }
        }
    }
}
