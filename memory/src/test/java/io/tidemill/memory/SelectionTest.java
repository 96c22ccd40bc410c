// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class SelectionTest {
    private static final int ROWS = 20;

    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 16);
    private final AtomicInteger numberings = new AtomicInteger();
    private final Selection selection = new Selection(budget, ROWS, this::number);

    @AfterEach
    void nothingIsLeft() {
        selection.close();
        budget.close();
    }

    @Test
    void numbersAreWrittenOnceWhenTheyAreAskedFor() {
        set(3, 9, 17);
        assertThat(selection.rows()).isEqualTo(3);
        assertThat(numberings).hasValue(0);
        assertThat(selection.rowAt(1)).isEqualTo(9);
        assertThat(Memory.intAt(selection.address() + 8)).isEqualTo(17);
        assertThat(numberings).hasValue(1);
    }

    @Test
    void bitsThatAreSetAnewAreNumberedAnew() {
        set(3, 9);
        assertThat(selection.rowAt(0)).isEqualTo(3);
        set(5, 6);
        assertThat(selection.rowAt(0)).isEqualTo(5);
        selection.clear(ROWS);
        selection.add(7);
        assertThat(selection.rowAt(0)).isEqualTo(7);
        assertThat(numberings).hasValue(2);
    }

    @Test
    void withoutAWayToNumberThemBitsAreNotNumbered() {
        try (Selection plain = new Selection(budget, ROWS)) {
            plain.set(1, ROWS);
            assertThatThrownBy(() -> plain.rowAt(0)).isInstanceOf(IllegalStateException.class);
        }
    }

    private void set(int... rows) {
        Memory.fill(selection.bits(), 3, (byte) 0);
        for (int row : rows) {
            long address = selection.bits() + row / 8;
            Memory.putByte(address, (byte) (Memory.byteAt(address) | 1 << row % 8));
        }
        selection.set(rows.length, ROWS);
    }

    private void number(long bits, int chunkRows, long numbers) {
        numberings.incrementAndGet();
        int count = 0;
        for (int row = 0; row < chunkRows; row++) {
            if ((Memory.byteAt(bits + row / 8) >> row % 8 & 1) != 0) {
                Memory.putInt(numbers + 4L * count++, row);
            }
        }
    }
}
