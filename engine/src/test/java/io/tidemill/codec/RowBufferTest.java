// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.Selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RowBufferTest {

    private record Line(String text, long number) {}

    private static final RowCodec<Line> CODEC = Encodings.of(Line.class).codec();

    @Test
    void keepsEveryRowInOrderThroughManyBlocks() {
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 26);
                RowBuffer buffer = new RowBuffer(CODEC.schema(), budget, "a batch")) {
            List<Line> expected = new ArrayList<>();
            for (int round = 0; round < 20; round++) {
                List<Line> lines = lines(round * 1_000, 777, "some words, number ");
                append(buffer, budget, lines);
                expected.addAll(lines);
            }
            assertThat(rows(buffer)).isEqualTo(expected);
        }
    }

    @Test
    void keepsTextOfAnyLength() {
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 26);
                RowBuffer buffer = new RowBuffer(CODEC.schema(), budget, "a batch")) {
            List<Line> expected = new ArrayList<>();
            for (int length : new int[]{1, 100_000, 3, 400_000, 0}) {
                List<Line> lines = lines(length, 3, "x".repeat(length));
                append(buffer, budget, lines);
                expected.addAll(lines);
            }
            assertThat(rows(buffer)).isEqualTo(expected);
        }
    }

    @Test
    void keepsOnlyTheRowsThatAreMeant() {
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                RowBuffer buffer = new RowBuffer(CODEC.schema(), budget, "a batch");
                Block block = block(budget, lines(0, 10, "line "));
                Selection selection = new Selection(budget, 10)) {
            io.tidemill.memory.Memory.putInt(selection.address(), 2);
            io.tidemill.memory.Memory.putInt(selection.address() + 4, 7);
            selection.rows(2);
            Chunk chunk = new Chunk(CODEC.schema()).view(block, 0, 10);
            chunk.selection(selection);
            buffer.append(chunk);
            assertThat(rows(buffer)).containsExactly(new Line("line 2", 2), new Line("line 7", 7));
        }
    }

    @Test
    void startsAfreshAfterABatchAndGivesBackWhatALargerOneNeeded() {
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 26);
                RowBuffer buffer = new RowBuffer(CODEC.schema(), budget, "a batch")) {
            append(buffer, budget, lines(0, 50_000, "line "));
            long large = budget.usedBytes();
            for (int batch = 0; batch < 3; batch++) {
                buffer.clear();
                assertThat(buffer.rows()).isZero();
                append(buffer, budget, lines(batch, 10, "line "));
                assertThat(rows(buffer)).isEqualTo(lines(batch, 10, "line "));
            }
            assertThat(budget.usedBytes()).isLessThan(large / 10);
        }
    }

    @Test
    void refusesABatchThatIsTooLargeByNameAndLeaksNothing() {
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                RowBuffer buffer = new RowBuffer(CODEC.schema(), budget, "a batch of words/foreachBatch")) {
            assertThatThrownBy(() -> append(buffer, budget, lines(0, 20_000, "some words ")))
                    .isInstanceOf(MemoryLimitException.class)
                    .hasMessageContaining("a batch of words/foreachBatch needs")
                    .hasMessageContaining("raise the memory budget");
        }
    }

    @Test
    void countsJavaObjectsToo() {
        RowCodec<Object> codec = new ObjectEncoding<>().codec();
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                RowBuffer buffer = new RowBuffer(codec.schema(), budget, "a batch")) {
            assertThatThrownBy(() -> {
                for (int round = 0; round < 1_000; round++) {
                    try (Block block = new Block(budget, "objects", codec.schema(), 100, 0)) {
                        BlockWriter writer = new BlockWriter(codec.schema());
                        writer.begin(block);
                        IntStream.range(0, 100).forEach(i -> {
                            codec.write(i, writer);
                            writer.endRow();
                        });
                        buffer.append(new Chunk(codec.schema()).view(block, 0, 100));
                    }
                }
            }).isInstanceOf(MemoryLimitException.class);
            assertThat(buffer.rows()).isGreaterThan(5_000);
            assertThat(buffer.at(4_321, codec)).isEqualTo(21);
        }
    }

    private static List<Line> lines(int from, int count, String text) {
        return IntStream.range(from, from + count).mapToObj(i -> new Line(text + i, i)).toList();
    }

    private static void append(RowBuffer buffer, MemoryBudget budget, List<Line> lines) {
        try (Block block = block(budget, lines)) {
            buffer.append(new Chunk(CODEC.schema()).view(block, 0, lines.size()));
        }
    }

    private static Block block(MemoryBudget budget, List<Line> lines) {
        int text = lines.stream().mapToInt(line -> line.text().length()).sum();
        Block block = new Block(budget, "lines", CODEC.schema(), lines.size(), text);
        BlockWriter writer = new BlockWriter(CODEC.schema());
        writer.begin(block);
        for (Line line : lines) {
            assertThat(CODEC.write(line, writer)).isTrue();
            writer.endRow();
        }
        return block;
    }

    private static List<Line> rows(RowBuffer buffer) {
        return IntStream.range(0, buffer.rows()).mapToObj(row -> buffer.at(row, CODEC)).toList();
    }
}
