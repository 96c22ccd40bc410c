// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/// A row, a reject, a row: whoever takes them takes them in this order. Digits of the result: 1 for the reject, 2 for one row, 3
/// for both rows at once.
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "nothing yet")
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "the first row")
@Outcome(id = "21", expect = Expect.ACCEPTABLE, desc = "and the reject")
@Outcome(id = "212", expect = Expect.ACCEPTABLE, desc = "all")
@State
public class AsideStress {
    private static final int TAKES = 4;
    private final StressedPublisher shared = new StressedPublisher(2, 4);

    @Actor
    public void writer() {
        shared.write(1, 1);
        shared.reject();
        shared.write(2, 2);
    }

    @Actor
    public void ingest(I_Result result) {
        for (int i = 0; i < TAKES; i++) {
            if (shared.takeReject()) {
                result.r1 = 10 * result.r1 + 1;
            } else if (shared.take()) {
                result.r1 = 10 * result.r1 + 1 + shared.rows();
            }
        }
    }
}
