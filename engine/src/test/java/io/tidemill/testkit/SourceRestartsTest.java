// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SourceRestartsTest {
    private static final Schema NUMBERS = Schema.of(Field.of("number", Type.INT64));
    private static final int COUNT = 20;

    @Test
    void passesASourceThatGoesOn() throws Exception {
        restarts(0, 0).cutAnywhere();
        restarts(0, 0).cutAtRandom(1, 50);
    }

    @Test
    void findsASourceThatGivesRowsTwice() {
        assertThatThrownBy(() -> restarts(-1, 0).cutAnywhere()).hasMessageContaining("offsets must ascend");
        assertThatThrownBy(() -> new SourceRestarts(NUMBERS, context -> context.run(new Numbers(0, 0) {
            @Override
            void row(SourceContext running, int number) {
                running.begin().set(0, (long) number).commit();
            }
        })).cutAnywhere()).isInstanceOf(AssertionError.class).hasMessageStartingWith("cut off after 1 of 20");
    }

    @Test
    void findsASourceThatLosesRows() {
        assertThatThrownBy(() -> restarts(1, 0).cutAnywhere()).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("cut off after 1 of 20");
        assertThatThrownBy(() -> restarts(1, 0).cutAtRandom(7, 10)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 7, run ");
    }

    @Test
    void findsASourceWhoseRejectsHaveNoPart() {
        assertThatThrownBy(() -> restarts(0, 3).cutAnywhere()).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "cut off after 3 of 26: part `` as one start gives it and as they give it differ at 1:");
    }

    @Test
    void changesTheWorldBetweenTheStarts() throws Exception {
        List<SourcePast> journaled = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        new SourceRestarts(NUMBERS, context -> {
            starts.add(context.nowMicros());
            context.sleep(1);
            context.run(new Numbers(0, 0));
        }).startingAt(5_000).beginning(journaled::clear).meanwhile(journaled::add).cutAnywhere();

        assertThat(journaled).hasSize(1);
        assertThat(journaled.getFirst().offsets()).containsEntry("numbers", (long) COUNT);
        assertThat(starts.subList(0, 5)).containsExactly(5_000L, 5_000L, 6_000L, 5_000L, 6_000L);
    }

    private static SourceRestarts restarts(int skipped, int rejectEvery) {
        return new SourceRestarts(NUMBERS, context -> context.run(new Numbers(skipped, rejectEvery)));
    }

    /// Gives numbers, and goes on some later than it should.
    private static class Numbers implements Source {
        private final int skipped;
        private final int rejectEvery;

        Numbers(int skipped, int rejectEvery) {
            this.skipped = skipped;
            this.rejectEvery = rejectEvery;
        }

        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public boolean bounded() {
            return true;
        }

        @Override
        public void run(SourceContext context) {
            Long known = context.resumeFrom().get("numbers");
            for (int number = known == null ? 0 : known.intValue() + skipped; number < COUNT; number++) {
                if (rejectEvery > 0 && number % rejectEvery == rejectEvery - 1) {
                    context.reject(MemorySegment.NULL, number, "of each few");
                }
                row(context, number);
            }
        }

        void row(SourceContext context, int number) {
            context.begin("numbers", number + 1).set(0, (long) number).commit();
        }
    }
}
