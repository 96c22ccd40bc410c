// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class BlockWriterTest {
    private static final Schema TRADES = Schema.of(Field.of("symbol", Type.UTF8), Field.of("price", Type.FLOAT64),
            Field.nullable("size", Type.INT32), Field.of("sold", Type.BOOL));

    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
    private final Block block = new Block(budget, "trades", TRADES, 100, 1_000);
    private final Chunk chunk = new Chunk(TRADES);
    private final BlockWriter writer = new BlockWriter(TRADES);

    @AfterEach
    void nothingIsLeft() {
        block.close();
        budget.close();
    }

    @Test
    void columnsMayBeSetInAnyOrderAndWhatIsNotSetIsNull() {
        writer.begin(block);
        writer.setBoolean(3, true);
        writer.setText(0, "ACME");
        writer.setDouble(1, 10.5);
        assertThat(writer.endRow()).isZero();
        chunk.view(block, 0, 1);
        assertThat(chunk.column(0).stringAt(0)).isEqualTo("ACME");
        assertThat(chunk.column(2).isNull(0)).isTrue();
        assertThat(chunk.column(2).intAt(0)).isZero();
        assertThat(chunk.column(3).booleanAt(0)).isTrue();
    }

    @Test
    void aColumnThatTakesNoNullsMustBeSet() {
        writer.begin(block);
        writer.setText(0, "ACME");
        assertThatThrownBy(writer::endRow).hasMessage("column `price` of the row was not set, and it takes no nulls");
    }

    @Test
    void aValueOfAnotherTypeIsRefusedByName() {
        writer.begin(block);
        assertThatThrownBy(() -> writer.setInt(1, 3))
                .hasMessage("column `price` is float64 and does not take the int 3");
        assertThatThrownBy(() -> writer.setText(2, "3"))
                .hasMessage("column `size` is int32 and does not take a value of utf8");
    }

    @Test
    void aDiscardedRowLeavesNoTrace() {
        writer.begin(block);
        set("ACME", 1);
        writer.endRow();
        set("GONE, and longer than what follows", 2);
        writer.discardRow();
        set("KEPT", 3);
        writer.endRow();
        chunk.view(block, 0, writer.rows());
        assertThat(chunk.rows()).isEqualTo(2);
        assertThat(chunk.column(0).stringAt(1)).isEqualTo("KEPT");
        assertThat(chunk.column(1).doubleAt(1)).isEqualTo(3);
    }

    @Test
    void aNullOfADiscardedRowLeavesNoTrace() {
        writer.begin(block);
        set("GONE", 1);
        writer.setNull(2);
        writer.discardRow();
        set("KEPT", 2);
        writer.setInt(2, 7);
        writer.endRow();
        chunk.view(block, 0, 1);
        assertThat(chunk.column(2).isNull(0)).isFalse();
        assertThat(chunk.column(2).intAt(0)).isEqualTo(7);
    }

    @Test
    void theLastSettingOfAColumnHolds() {
        writer.begin(block);
        set("a", 1);
        writer.setNull(2);
        writer.setInt(2, 7);
        writer.endRow();
        set("b", 1);
        writer.setInt(2, 7);
        writer.setNull(2);
        writer.endRow();
        chunk.view(block, 0, 2);
        assertThat(chunk.column(2).isNull(0)).isFalse();
        assertThat(chunk.column(2).intAt(0)).isEqualTo(7);
        assertThat(chunk.column(2).isNull(1)).isTrue();
        assertThat(chunk.column(2).intAt(1)).isZero();
    }

    @Test
    void aFullBlockTakesARowThatMovesOn() {
        try (Block small = new Block(budget, "small", TRADES, 8, 1_000)) {
            writer.begin(small);
            for (int row = 0; row < 8; row++) {
                set("x", row);
                writer.endRow();
            }
            assertThat(writer.isFull()).isTrue();
            set("y", 8);
            writer.setNull(2);
            assertThat(writer.moveRow(block)).isTrue();
            assertThat(writer.endRow()).isZero();
            assertThat(chunk.view(block, 0, 1).column(0).stringAt(0)).isEqualTo("y");
            assertThat(chunk.column(1).doubleAt(0)).isEqualTo(8);
            assertThat(chunk.column(2).isNull(0)).isTrue();
            assertThat(chunk.view(small, 0, 8).column(1).doubleAt(7)).isEqualTo(7);
        }
    }

    @Test
    void aBlockThatIsUsedAgainHasNoOldNulls() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            block.clear();
            writer.begin(block);
            boolean[] nulls = new boolean[100];
            while (!writer.isFull()) {
                nulls[writer.rows()] = random.nextInt(round + 1) > 5;
                set("x", writer.rows());
                if (!nulls[writer.rows()]) {
                    writer.setInt(2, writer.rows());
                }
                writer.endRow();
            }
            chunk.view(block, 0, 100);
            for (int row = 0; row < 100; row++) {
                assertThat(chunk.column(2).isNull(row)).isEqualTo(nulls[row]);
            }
        }
    }

    @Test
    void textBeyondTheBlocksRoomIsRefusedAndTheRowMovesOnWhole() {
        writer.begin(block);
        set("a".repeat(900), 1);
        writer.endRow();
        writer.setDouble(1, 2);
        writer.setBoolean(3, true);
        assertThat(writer.setText(0, "b".repeat(101))).isFalse();
        try (Block next = new Block(budget, "next", TRADES, 10, 1_000)) {
            assertThat(writer.moveRow(next)).isTrue();
            assertThat(writer.setText(0, "b".repeat(101))).isTrue();
            writer.endRow();
            Chunk moved = new Chunk(TRADES).view(next, 0, 1);
            assertThat(moved.column(1).doubleAt(0)).isEqualTo(2);
            assertThat(moved.column(3).booleanAt(0)).isTrue();
            assertThat(moved.column(0).stringAt(0)).hasSize(101);
        }
    }

    @Test
    void textOutsideAsciiIsWrittenAsUtf8() {
        writer.begin(block);
        set("naïve 🐋", 1);
        writer.endRow();
        chunk.view(block, 0, 1);
        assertThat(chunk.column(0).stringAt(0)).isEqualTo("naïve 🐋");
        assertThat(chunk.column(0).textBytes(0)).isEqualTo(11);
    }

    private void set(String symbol, double price) {
        assertThat(writer.setText(0, symbol)).isTrue();
        writer.setDouble(1, price);
        writer.setBoolean(3, false);
    }
}
