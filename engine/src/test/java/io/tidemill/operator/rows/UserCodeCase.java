// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import io.tidemill.UserCodeException;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.operator.EventClock;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;
import io.tidemill.operator.RowVerdicts;
import io.tidemill.operator.ValueFailures;
import io.tidemill.plan.Site;
import io.tidemill.testkit.ChunkMaker;
import io.tidemill.testkit.RandomRows;
import io.tidemill.testkit.RowsOfChunk;
import io.tidemill.testkit.TestRow;

import static org.assertj.core.api.Assertions.assertThat;

/// What tests of operators with user code share: a site, one chunk to feed, and what a failure must say.
final class UserCodeCase {
    static final Site SITE = new Site("map", "WordCount.java:31");
    private static final int CHUNK_ROWS = 16;

    private UserCodeCase() {}

    /// Feeds an operator one chunk of texts, and the end of its batch; answers each chunk that came out.
    static List<List<TestRow>> feed(Operator operator, int textBytes, String... texts) {
        MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
        List<List<TestRow>> chunks = new ArrayList<>();
        RandomRows filler = RandomRows.of(TestCodecs.text().schema());
        try (operator;
                ChunkMaker maker = new ChunkMaker(budget, TestCodecs.text().schema(), CHUNK_ROWS, filler,
                        new SplittableRandom(1))) {
            operator.open(new OperatorContext("lines", budget, CHUNK_ROWS, textBytes, 0, Forge.scalarOnly(),
                    ValueFailures.nulls("lines"), RowVerdicts.stopping(), Lanes.only(operator), new EventClock()));
            var chunk = maker.lay(List.of(texts).stream().map(TestRow::of).toList(), false);
            Output output = passed -> chunks.add(RowsOfChunk.read(passed));
            while (operator.process(chunk, output) != Progress.DONE) {
                assertThat(chunks).hasSizeLessThan(100_000);
            }
            operator.endOfBatch(1, 0, output);
        }
        assertThat(budget.usedBytes()).isZero();
        return chunks;
    }

    /// What is thrown for user code that failed or answered null, when it ran on one chunk.
    static void assertBlamed(ThrowingCallable call, String what) {
        org.assertj.core.api.Assertions.assertThatThrownBy(call)
                .isInstanceOf(UserCodeException.class)
                .hasMessageContainingAll("lines", "map", "WordCount.java:31", what);
    }
}
