// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.spill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.memory.table.GrowableText;
import io.tidemill.memory.table.KeyTable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@EnabledOnOs(OS.LINUX)
final class SpillTest {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    @TempDir
    private Path directory;
    private final MemoryBudget engine = MemoryBudget.limited("engine", 64 * MIB);
    private final MemoryBudget state = MemoryBudget.limited("the state of engine", 64 * KIB, "raise stateBudget");
    private final MemoryBudget disk = MemoryBudget.limited("the disk", 8 * MIB);
    private MemoryBudget budget;

    @BeforeEach
    void open() {
        budget = engine.operator("groups", state, SpillDirectory.open(directory).within(state, disk));
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(directory).isEmptyDirectory();
        budget.close();
        state.close();
        engine.close();
        disk.close();
    }

    @Test
    void aColumnGoesOnWithoutMoving() {
        try (GrowableColumn column = GrowableColumn.filled(budget, "sums", 8, 7)) {
            column.ensure(1);
            long address = column.address();
            int groups = 0;
            for (int more = 1; more < 500_000; more = more * 2 + 3) {
                column.ensure(more);
                for (int group = groups; group < more; group++) {
                    assertThat(Memory.longAt(address + 8L * group)).isEqualTo(7);
                    Memory.putLong(address + 8L * group, group);
                }
                groups = more;
            }
            assertThat(column.address()).isEqualTo(address);
            for (int group = 0; group < groups; group++) {
                assertThat(Memory.longAt(address + 8L * group)).isEqualTo(group);
            }
            assertThat(directory).isEmptyDirectory();
            assertThat(state.usedBytes()).isLessThanOrEqualTo(64 * KIB);
            assertThat(budget.usedBytes()).isEqualTo(state.usedBytes()).isEqualTo(engine.usedBytes());
            assertThat(state.usedBytes() + disk.usedBytes()).isGreaterThan(8L * groups);
        }
    }

    @Test
    void whatFindsNoMemoryAtAllBeginsOnDisk() {
        try (GrowableColumn first = GrowableColumn.zeroed(budget, "first", 8);
                GrowableText second = GrowableText.of(budget, "second");
                Buffer text = Buffer.allocate(engine, "a text", 100)) {
            for (int groups = 100; groups <= 100_000; groups += 100) {
                first.ensure(groups);
            }
            assertThat(state.availableBytes()).isLessThan(4 * KIB);
            for (int i = 0; i < 1_000; i++) {
                Memory.putLong(text.address(), i);
                second.reserve(100);
                second.append(text.address(), 100);
            }
            for (int i = 0; i < 1_000; i++) {
                assertThat(Memory.longAt(second.address(i))).isEqualTo(i);
            }
        }
    }

    @Test
    void whatIsClosedGivesItsSpaceBackAndBeginsAnewInMemory() {
        GrowableColumn column = GrowableColumn.zeroed(budget, "sums", 8);
        for (int round = 0; round < 3; round++) {
            column.ensure(100);
            assertThat(disk.usedBytes()).isZero();
            column.ensure(100_000);
            assertThat(disk.usedBytes()).isPositive();
            Memory.putLong(column.address() + 8 * 99_999L, 1);
            column.close();
            assertThat(disk.usedBytes()).isZero();
        }
    }

    @Test
    void isRefusedBeyondItsLimitAndStaysAsItWas() {
        try (GrowableColumn column = GrowableColumn.zeroed(budget, "the sums of groups", 8)) {
            column.ensure(500_000);
            Memory.putLong(column.address() + 8 * 499_999L, 42);
            assertThatThrownBy(() -> column.ensure(1_200_000)).isInstanceOf(MemoryLimitException.class)
                    .hasMessageContaining("the sums of groups needs")
                    .hasMessageContaining("65,536 bytes in memory")
                    .hasMessageContaining("of 8,388,608 bytes on disk in " + directory)
                    .hasMessageContaining("raise the limit of spillTo");
            assertThat(Memory.longAt(column.address() + 8 * 499_999L)).isEqualTo(42);
            column.ensure(1_000_000);
            assertThat(Memory.longAt(column.address() + 8 * 999_999L)).isZero();
        }
    }

    @Test
    void aTableFindsItsKeysWhereverTheyAre() {
        int keys = 100_000;
        int rows = 1_000;
        Schema schema = Schema.of(Field.of("word", Type.UTF8));
        try (KeyTable table = KeyTable.of(budget, "words", List.of(Type.UTF8));
                Buffer groups = Buffer.allocate(engine, "groups", 4L * rows);
                Block block = new Block(engine, "rows", schema, rows, 32 * rows)) {
            for (int round = 0; round < 2; round++) {
                for (int from = 0; from < keys; from += rows) {
                    Chunk chunk = words(schema, block, from, rows);
                    table.assign(new Column[]{chunk.column(0)}, rows, groups.address());
                    for (int row = 0; row < rows; row++) {
                        assertThat(Memory.intAt(groups.address() + 4L * row)).isEqualTo(from + row);
                    }
                }
            }
            assertThat(table.groups()).isEqualTo(keys);
            assertThat(disk.usedBytes()).isGreaterThan(2 * MIB);
        }
    }

    private static Chunk words(Schema schema, Block block, int from, int rows) {
        block.clear();
        BlockWriter writer = new BlockWriter(schema);
        writer.begin(block);
        for (int row = 0; row < rows; row++) {
            writer.setText(0, "word number " + (from + row));
            writer.endRow();
        }
        Chunk chunk = new Chunk(schema);
        chunk.view(block, 0, rows);
        return chunk;
    }

    @Test
    void anOpeningDeletesWhatAKillHasLeft() throws IOException {
        Files.write(directory.resolve("tidemill-spill-Ab3dE6"), new byte[100]);
        Path another = Files.write(directory.resolve("a file of mine"), new byte[1]);
        SpillDirectory.open(directory);
        assertThat(directory).isDirectoryContaining(another::equals);
        Files.delete(another);
    }

    @Test
    void aDirectoryThatWillNotDoIsRefusedAtOnce() throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[1]);
        assertThatThrownBy(() -> SpillDirectory.open(file)).isInstanceOf(MemoryLimitException.class)
                .hasMessageContaining("state cannot spill to " + file);
        assertThatThrownBy(() -> SpillDirectory.open(Path.of("/proc/none"))).isInstanceOf(MemoryLimitException.class)
                .hasMessageContaining("state cannot spill to /proc/none");
        Files.delete(file);
    }

    @Test
    void stateBeyondItsLimitIsRefusedByNameWhereNothingCanSpill() {
        MemoryBudget poor = engine.operator("poor", state, null);
        try (GrowableColumn column = GrowableColumn.zeroed(poor, "the sums of groups", 8)) {
            assertThatThrownBy(() -> column.ensure(100_000)).isInstanceOf(MemoryLimitException.class)
                    .hasMessage(
                            "the sums of groups needs 802,816 more bytes, but the state of engine has 65,536 of 65,536 left: raise stateBudget, or keep less");
            assertThat(engine.usedBytes()).isZero();
        }
        poor.close();
    }
}
