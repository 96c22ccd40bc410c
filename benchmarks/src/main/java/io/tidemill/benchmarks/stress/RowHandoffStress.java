// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/// Whoever sees a row count sees the rows before it whole.
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing yet")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the first row")
@Outcome(id = "2, 3", expect = Expect.ACCEPTABLE, desc = "both rows")
@State
public class RowHandoffStress {
    private final StressedPublisher shared = new StressedPublisher(2, 4);

    @Actor
    public void writer() {
        shared.write(1, 1);
        shared.write(2, 2);
    }

    @Actor
    public void ingest(JJ_Result result) {
        if (shared.take()) {
            result.r1 = shared.rows();
            for (int row = 0; row < shared.rows(); row++) {
                result.r2 += shared.number(row);
            }
        }
    }
}
