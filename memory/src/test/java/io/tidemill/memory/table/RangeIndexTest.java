// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

final class RangeIndexTest {
    private static final int ROWS = 400;

    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 24);
    private final KeyBatch batch = new KeyBatch(2, 0);

    @AfterEach
    void givesBackAllMemory() {
        budget.close();
    }

    private RangeIndex index(int words) {
        return new RangeIndex(MemorySupply.of(budget, "index"), words);
    }

    /// Keys `first + row * step`, and a second word that repeats.
    private void keys(long first, long step) {
        batch.rows = ROWS;
        for (int row = 0; row < ROWS; row++) {
            batch.words[0][row] = first + row * step;
            batch.words[1][row] = row % 7 - 3L;
            batch.found[row] = row;
        }
    }

    private void add(RangeIndex index, int groups) {
        IntStream.range(0, ROWS).forEach(row -> index.widen(batch, row));
        index.adapt(ROWS, groups);
    }

    private int[] found() {
        return IntStream.of(batch.found).limit(ROWS).toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -200, 1_000_000_007, -1_000_000_007, Long.MAX_VALUE - ROWS, Long.MIN_VALUE})
    void findsByPlaceWhatItHasLearnt(long first) {
        try (RangeIndex index = index(1)) {
            keys(first, 1);
            assertThat(index.isOn()).isFalse();
            add(index, ROWS);
            assertThat(index.isOn()).isTrue();
            index.find(batch);
            assertThat(found()).containsOnly(KeyBatch.ABSENT);
            assertThat(batch.openRows).isEqualTo(ROWS);
            keys(first, 1);
            index.learn(batch);
            index.find(batch);
            assertThat(found()).isEqualTo(IntStream.range(0, ROWS).toArray());
            assertThat(batch.openRows).isZero();
        }
    }

    @Test
    void leavesKeysOutsideItsRangeOpenInOrder() {
        try (RangeIndex index = index(1)) {
            keys(1_000, 1);
            add(index, ROWS);
            index.find(batch);
            keys(1_000, 1);
            index.learn(batch);
            for (int row = 0; row < ROWS; row += 3) {
                batch.words[0][row] = row % 2 == 0 ? 1_000_000 + row : Long.MIN_VALUE + row;
            }
            index.find(batch);
            assertThat(IntStream.of(batch.open).limit(batch.openRows))
                    .isEqualTo(IntStream.range(0, ROWS).filter(row -> row % 3 == 0).boxed().toList());
        }
    }

    @Test
    void putsTheWordsOfAKeySideBySide() {
        try (RangeIndex index = index(2)) {
            keys(50, 1);
            add(index, 20 * ROWS);
            index.find(batch);
            keys(50, 1);
            index.learn(batch);
            index.find(batch);
            assertThat(found()).isEqualTo(IntStream.range(0, ROWS).toArray());
            batch.words[1][17] = 4;
            index.find(batch);
            assertThat(IntStream.of(batch.open).limit(batch.openRows)).containsExactly(17);
        }
    }

    @Test
    void isOffWhileKeysLieFarApartAndOnAsSoonAsTheyAreMany() {
        try (RangeIndex index = index(1)) {
            keys(0, 50);
            add(index, ROWS);
            assertThat(index.isOn()).as("20,000 places for 400 groups").isFalse();
            index.adapt(ROWS, 2 * ROWS);
            assertThat(index.isOn()).isFalse();
            index.adapt(ROWS, 40 * ROWS);
            assertThat(index.isOn()).isTrue();
        }
    }

    @Test
    void startsAnewWithAWiderRangeOrGivesUp() {
        try (RangeIndex index = index(1)) {
            keys(0, 1);
            add(index, ROWS);
            index.find(batch);
            keys(0, 1);
            index.learn(batch);
            keys(ROWS, 1);
            add(index, 2 * ROWS);
            assertThat(index.isOn()).isTrue();
            keys(0, 1);
            index.find(batch);
            assertThat(found()).as("forgotten").containsOnly(KeyBatch.ABSENT);
            keys(Long.MIN_VALUE, 1);
            add(index, 3 * ROWS);
            assertThat(index.isOn()).isFalse();
        }
    }

    @Test
    void doesWithoutMemoryThatIsRefused() {
        MemoryBudget none = MemoryBudget.limited("none", 0);
        try (RangeIndex index = new RangeIndex(MemorySupply.of(none, "index"), 1)) {
            keys(0, 1);
            add(index, ROWS);
            assertThat(index.isOn()).isFalse();
        }
        none.close();
    }

    @Test
    void keysOfOneValueNeedOnePlace() {
        try (RangeIndex index = index(1)) {
            keys(42, 0);
            add(index, 1);
            assertThat(index.isOn()).isTrue();
            batch.found[0] = 0;
            index.find(batch);
            assertThat(batch.openRows).isEqualTo(ROWS);
        }
    }
}
