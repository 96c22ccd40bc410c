// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tidemill.journal.Positions;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;

import static org.assertj.core.api.Assertions.assertThat;

/// Rejects and notes between the rows of a publisher.
class AsidesTest {
    private final TestPublisher test = new TestPublisher(4, 8);

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void rejectsStandWhereTheyWerePut() {
        test.reject("before all");
        test.row("a", 1);
        test.row("a", 2);
        test.reject("first");
        test.reject("second");
        test.row("a", 3);
        test.reject("last");

        assertThat(test.takeAll()).containsExactly("before all", "0-1 {a=2}", "first", "second", "2-2 {a=3}", "last");
    }

    @Test
    void notesGoWithTheRowsAroundThem() {
        test.publisher.note("a", 0);
        test.row("a", 1);
        test.publisher.note("a", 5);
        test.row("b", 1);
        test.publisher.note("b", 9);
        test.publisher.note("c", 7);

        assertThat(test.takeAll()).containsExactly("{a=0}", "0-1 {a=5, b=9, c=7}");
    }

    @Test
    void aNoteWithoutRowsStandsAlone() {
        test.row("a", 1);
        assertThat(test.takeAll()).containsExactly("0-0 {a=1}");
        test.publisher.note("a", 2);
        test.publisher.note("b", 3);
        assertThat(test.takeAll()).containsExactly("{a=2, b=3}");
        assertThat(test.takeAll()).isEmpty();
    }

    @Test
    void theLastWordOnAPartCounts() {
        test.row("a", 1);
        test.publisher.note("a", Positions.FORGOTTEN);
        test.row("a", 4);
        test.row("b", 1);
        test.publisher.note("b", Positions.FORGOTTEN);

        assertThat(test.takeAll()).containsExactly("0-2 {a=4, b=" + Positions.FORGOTTEN + "}");
    }

    @Test
    void aPartThatComesBackWasForgottenFirst() {
        test.row("a", 8);
        test.publisher.note("a", Positions.FORGOTTEN);
        test.publisher.note("a", 0);
        test.row("a", 2);
        Slot slot = new Slot();
        assertThat(test.reader.take(slot, test.reader.written())).isTrue();
        Positions positions = slot.positions();
        assertThat(IntStream.range(0, positions.size()).mapToObj(positions::part)).containsExactly("a", "a");
        assertThat(IntStream.range(0, positions.size()).mapToLong(positions::offset))
                .containsExactly(Positions.FORGOTTEN, 2L);
    }

    @Test
    void notesBehindARejectWaitForIt() {
        test.row("a", 1);
        test.reject("bad");
        test.publisher.note("a", 2);
        test.row("a", 3);

        assertThat(test.takeAll()).containsExactly("0-0 {a=1}", "bad", "{a=2}", "1-1 {a=3}");
    }

    @Test
    void takesAFewNotesWithAChunkHoweverManyWait() {
        TestPublisher many = new TestPublisher(2, 200);
        for (int row = 0; row < 150; row++) {
            many.row("part " + row, 1);
            many.publisher.note("part " + row, 2);
        }
        assertThat(many.take()).startsWith("0-64 {part 0=2, ").endsWith("part 64=2}");
        assertThat(many.take()).startsWith("65-129 {part 65=2, ").endsWith("part 129=2}");
        assertThat(many.takeAll()).singleElement().asString().endsWith("part 149=2}");
        many.close();
    }

    @Test
    void refusesMoreThanItHoldsAndNothingBehindTheEnd() {
        for (int i = 0; i < Asides.SIZE; i++) {
            assertThat(test.publisher.note("a", i)).isTrue();
        }
        assertThat(test.publisher.note("a", 1000)).isFalse();
        assertThat(test.publisher.refusal()).isZero();
        assertThat(test.reader.isCaughtUp()).isFalse();
        assertThat(test.takeAll()).containsExactly("{a=255}");
        assertThat(test.reader.isCaughtUp()).isTrue();
        assertThat(test.publisher.note("a", 1000)).isTrue();
        test.publisher.close();
        assertThat(test.publisher.note("a", 1001)).isFalse();
        assertThat(test.publisher.refusal()).isNegative();
        assertThat(test.takeAll()).containsExactly("{a=1000}");
    }

    @Test
    void aPublisherIsNotOverWhileANoteWaits() {
        test.publisher.note("a", 1);
        test.publisher.close();
        assertThat(test.reader.isOver()).isFalse();
        test.takeAll();
        assertThat(test.reader.isOver()).isTrue();
    }

    @Test
    void rowsWithoutAPlaceChangeNone() {
        test.row();
        test.row("a", 5);
        assertThat(test.takeAll()).containsExactly("0-1 {a=5}");
        IntStream.range(0, 40).forEach(row -> {
            test.publisher.append(7L, 10 + row);
            test.takeAll();
        });
        try (Block block = new Block(test.budget, "chunk", TestPublisher.SCHEMA, 8, 0)) {
            BlockWriter writer = new BlockWriter(TestPublisher.SCHEMA);
            writer.begin(block);
            for (int row = 0; row < 8; row++) {
                writer.setLong(0, 7);
                writer.endRow();
            }
            for (int chunk = 0; chunk < 5; chunk++) {
                test.publisher.appendChunk(new Chunk(TestPublisher.SCHEMA).view(block, 0, 8));
                assertThat(test.takeAll()).allMatch(taken -> taken.equals("7-7 {}"));
            }
        }
    }

    @Test
    void partsThatNobodyReadsAreForgotten() {
        for (int part = 0; part < 100_000; part++) {
            test.row("part " + part, part);
            if (part % 3 == 0) {
                assertThat(test.takeAll().getLast()).contains("{part " + part + "=" + part);
            }
        }
        assertThat(test.publisher.partsKnown()).isLessThanOrEqualTo(1024);
    }
}
