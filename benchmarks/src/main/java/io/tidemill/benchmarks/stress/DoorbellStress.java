// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

import io.tidemill.ring.Doorbell;

/// Who goes to sleep has seen the row, or is woken. Without a barrier on all threads the publisher may look at the doorbell before
/// its row is to be seen: such a sleep lasts its 10 ms, which is why none is longer.
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "saw the row, nobody rang")
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "saw the row, and was woken too")
@Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "saw nothing and was woken")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE_INTERESTING, desc = "missed: sleeps until its limit")
@State
public class DoorbellStress {
    private final Doorbell doorbell = new Doorbell();
    private final StressedPublisher rows = new StressedPublisher(2, 1);

    @Actor
    public void publisher() {
        rows.write(1, 1);
        doorbell.ring();
    }

    @Actor
    public void sleeper(ZZ_Result result) {
        doorbell.prepare();
        result.r1 = rows.reader.written() > 0;
    }

    @Arbiter
    public void after(ZZ_Result result) {
        result.r2 = doorbell.isPrepared();
    }
}
