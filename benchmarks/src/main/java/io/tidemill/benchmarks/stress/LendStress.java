// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.stress;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JI_Result;

import io.tidemill.memory.LentColumns;

/// Lent rows are read as they were lent, and given back once, after they were read: the lender spoils them then.
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing yet")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the row before")
@Outcome(id = "8, 1", expect = Expect.ACCEPTABLE, desc = "the lent row, given back")
@Outcome(id = "17, 1", expect = Expect.ACCEPTABLE, desc = "all three rows, given back")
@State
public class LendStress {
    private static final int TAKES = 4;
    private final StressedPublisher shared = new StressedPublisher(4, 4);
    private final MemorySegment memory = Arena.ofAuto().allocate(32, Long.BYTES);
    private int givenBack;

    @Actor
    public void writer() {
        memory.set(ValueLayout.JAVA_LONG, 0, 7L);
        memory.set(ValueLayout.JAVA_LONG, 8, 14L);
        memory.set(ValueLayout.JAVA_INT, 20, 1);
        LentColumns lent = LentColumns.of(StressedPublisher.SCHEMA)
                .set("number", memory)
                .set("twice", memory.asSlice(8))
                .setText("text", memory.asSlice(24), memory.asSlice(16, 8));
        shared.write(1, 1);
        shared.publisher.lend(lent, 1, () -> {
            memory.set(ValueLayout.JAVA_LONG, 0, 1_000L);
            givenBack++;
        });
        shared.write(9, 1);
    }

    @Actor
    public void engine(JI_Result result) {
        for (int i = 0; i < TAKES; i++) {
            if (shared.take()) {
                for (int row = 0; row < shared.rows(); row++) {
                    result.r1 += shared.number(row);
                }
                shared.release();
            }
        }
    }

    @Arbiter
    public void after(JI_Result result) {
        result.r2 = givenBack;
    }
}
