// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tidemill.journal.JournalException;
import io.tidemill.memory.Block;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Bytes that no encoder wrote: a decoder may give other values, or say that the bytes are corrupt, but touch nothing else.
final class HostileColumnTest {
    private static final int ROWS = 100;
    private static final int TEXT = 2_000;
    private static final byte GUARD = 0x5a;

    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 24);
    private final List<SampleColumn> samples = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        samples.forEach(SampleColumn::close);
        budget.close();
    }

    private void makeSamples() {
        Random random = new Random(1);
        for (Type type : new Type[]{Type.BOOL, Type.INT8, Type.INT16, Type.INT32, Type.INT64, Type.FLOAT64}) {
            for (int nullEvery : new int[]{0, 5}) {
                samples.add(SampleColumn.of(budget, Field.nullable("c", type), ROWS, random, nullEvery,
                        row -> Double.doubleToRawLongBits(Math.floorDiv(row, 25))));
            }
        }
        for (int nullEvery : new int[]{0, 5}) {
            samples.add(SampleColumn.text(budget, Field.nullable("c", Type.UTF8), ROWS, random, nullEvery,
                    row -> "text %d".formatted(row / 20).getBytes(UTF_8)));
        }
    }

    @Test
    void damagedBytesGiveOtherValuesOrCorruptionAndNothingElse() {
        makeSamples();
        int refused = 0;
        for (SampleColumn sample : samples) {
            for (int encoding = 0; encoding <= ColumnFormat.ENCODING; encoding++) {
                refused += attack(sample, encoding);
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    private int attack(SampleColumn sample, int encoding) {
        int refused = 0;
        int most = (int) ColumnEncoder.mostBytes(sample.field, ROWS, TEXT);
        Schema schema = Schema.of(sample.field);
        long blockBytes = Block.bytes(schema, ROWS, TEXT);
        try (ColumnEncoder encoder = new ColumnEncoder(budget, "encoder", sample.field, ROWS, TEXT);
                ColumnDecoder decoder = new ColumnDecoder(budget, "decoder", sample.field, ROWS, TEXT);
                Buffer around = Buffer.allocate(budget, "block", blockBytes + 128);
                Buffer whole = Buffer.allocate(budget, "bytes", most);
                Buffer damaged = Buffer.allocate(budget, "bytes", most)) {
            encoder.force(encoding);
            int bytes = encoder.encode(sample.column, ROWS, whole.address());
            Memory.fill(around.address(), around.bytes(), GUARD);
            Block block = Block.within(around, 64, schema, ROWS, TEXT);
            for (int seed = 0; seed < 400; seed++) {
                Random random = new Random(seed);
                Memory.copy(whole.address(), damaged.address(), bytes);
                int length = damage(damaged.address(), bytes, random);
                int rows = seed % 8 == 7 ? random.nextInt(ROWS) : ROWS;
                try {
                    decoder.decode(damaged.address(), length, rows, block, 0);
                } catch (JournalException e) {
                    assertThat(e.kind()).isEqualTo(JournalException.Kind.CORRUPTION);
                    assertThat(e).hasMessageContaining("`c`");
                    refused++;
                }
                block.clear();
                requireGuard(seed, around.address());
                requireGuard(seed, around.address() + 64 + blockBytes);
            }
        }
        return refused;
    }

    private static int damage(long address, int bytes, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> {
                return random.nextInt(bytes + 1);
            }
            case 1 -> {
                long at = address + random.nextInt(bytes);
                Memory.putByte(at, (byte) (Memory.byteAt(at) ^ 1 << random.nextInt(8)));
            }
            case 2 -> {
                for (int i = random.nextInt(bytes); i < bytes; i++) {
                    Memory.putByte(address + i, (byte) random.nextInt());
                }
            }
            default -> Memory.putInt(address + random.nextInt(Math.max(1, bytes - 4)),
                    random.nextBoolean() ? -1 : Integer.MAX_VALUE);
        }
        return bytes;
    }

    private static void requireGuard(int seed, long guard) {
        for (int i = 0; i < 64; i++) {
            if (Memory.byteAt(guard + i) != GUARD) {
                throw new AssertionError("seed %d wrote outside of its block".formatted(seed));
            }
        }
    }

    @Test
    void rowsBeyondTheBlockAndBytesBeyondAnyEncodingAreCorruption() {
        Field field = Field.of("price", Type.INT64);
        try (ColumnDecoder decoder = new ColumnDecoder(budget, "decoder", field, ROWS, 0);
                Block block = new Block(budget, "block", Schema.of(field), 10, 0);
                Buffer bytes = Buffer.allocate(budget, "bytes", 1_000)) {
            for (int rows : new int[]{-1, 11, Integer.MAX_VALUE}) {
                assertThatThrownBy(() -> decoder.decode(bytes.address(), 100, rows, block, 0))
                        .isInstanceOf(JournalException.class)
                        .hasMessageContaining("`price`");
            }
            for (int length : new int[]{-1, 0, Integer.MAX_VALUE}) {
                assertThatThrownBy(() -> decoder.decode(bytes.address(), length, 10, block, 0))
                        .isInstanceOf(JournalException.class);
            }
        }
    }

    @Test
    void nullsInAColumnThatTakesNoneAreCorruption() {
        Field field = Field.of("price", Type.INT32);
        try (ColumnDecoder decoder = new ColumnDecoder(budget, "decoder", field, ROWS, 0);
                Block block = new Block(budget, "block", Schema.of(field), ROWS, 0);
                Buffer bytes = Buffer.allocate(budget, "bytes", 1_000)) {
            for (int head : new int[]{ColumnFormat.NULLS, ColumnFormat.ALL_NULL, 0x40, 0x80}) {
                Memory.putByte(bytes.address(), (byte) head);
                assertThatThrownBy(() -> decoder.decode(bytes.address(), 1, 8, block, 0))
                        .isInstanceOf(JournalException.class);
            }
        }
    }
}
