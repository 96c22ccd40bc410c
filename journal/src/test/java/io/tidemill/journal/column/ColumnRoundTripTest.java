// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.journal.JournalException;
import io.tidemill.memory.Block;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ColumnRoundTripTest {
    private static final int MOST_ROWS = 8_192;
    private static final int MOST_TEXT = 1 << 20;
    private static final int GUARD = 64;
    private static final Type[] FIXED = {Type.BOOL, Type.INT8, Type.INT16, Type.INT32, Type.INT64, Type.FLOAT32,
            Type.FLOAT64, Type.TIMESTAMP, Type.DATE};

    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 28);

    private final Set<Integer> seen = new TreeSet<>();

    @AfterEach
    void nothingIsLeft() {
        budget.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 63, 64, 65, 1_000, 8_192})
    void valuesOfEveryTypeComeBack(int rows) {
        for (Type type : FIXED) {
            for (int shape = 0; shape < 12; shape++) {
                Random random = new Random(shape);
                IntToLongFunction values = values(shape, random);
                roundTrip("%s of shape %d".formatted(type, shape), Field.of("c", type), rows, random, 0, values);
                Field field = Field.nullable("c", type);
                for (int nullEvery : new int[]{0, 1, 2, 50}) {
                    roundTrip("%s? of shape %d, null every %d".formatted(type, shape, nullEvery), field, rows, random,
                            nullEvery, values);
                }
            }
        }
        if (rows >= 1_000) {
            assertThat(seen).contains(ColumnFormat.PLAIN, ColumnFormat.OFFSETS, ColumnFormat.DELTAS, ColumnFormat.RUNS,
                    ColumnFormat.DECIMALS, ColumnFormat.COMPRESSED, ColumnFormat.SPLIT, ColumnFormat.SAME);
        }
    }

    private static IntToLongFunction values(int shape, Random random) {
        return switch (shape) {
            case 0 -> row -> 42;
            case 1 -> row -> row / 1_000;
            case 2 -> row -> random.nextInt(1_000);
            case 3 -> row -> random.nextInt(3);
            case 4 -> row -> 1_700_000_000_000_000L + 17L * row + random.nextInt(5);
            case 5 -> row -> row % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
            case 6 -> row -> Double.doubleToRawLongBits(row * 0.25) | (row % 7 == 0 ? 1L << 63 : 0);
            case 7 -> row -> 0x7ff8_0000_dead_beefL + row;
            case 8 -> row -> -row;
            case 9 -> row -> row / 50 % 2 == 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
            case 10 -> row -> row < 100 ? row : 1L << 60;
            default -> row -> random.nextLong();
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 63, 64, 65, 1_000, 8_192})
    void textComesBack(int rows) {
        for (int shape = 0; shape < 6; shape++) {
            Random random = new Random(shape);
            IntFunction<byte[]> texts = texts(shape, random);
            roundTripText("shape " + shape, Field.of("c", Type.UTF8), rows, random, 0, texts);
            for (int nullEvery : new int[]{0, 1, 2, 50}) {
                roundTripText("shape %d, null every %d".formatted(shape, nullEvery), Field.nullable("c", Type.UTF8),
                        rows, random, nullEvery, texts);
            }
        }
        if (rows >= 1_000) {
            assertThat(seen).contains(ColumnFormat.PLAIN, ColumnFormat.PACKED_LENGTHS, ColumnFormat.DICTIONARY,
                    ColumnFormat.COMPRESSED);
        }
    }

    private static IntFunction<byte[]> texts(int shape, Random random) {
        return switch (shape) {
            case 0 -> row -> new byte[0];
            case 1 -> row -> "view".getBytes(UTF_8);
            case 2 -> row -> new String[]{"view", "click", "purchase", "", "schön"}[random.nextInt(5)]
                    .getBytes(UTF_8);
            case 3 -> row -> ("https://example.org/item?number=" + random.nextInt(100_000))
                    .getBytes(UTF_8);
            case 4 -> row -> randomBytes(random, random.nextInt(40));
            default -> row -> randomBytes(random, row == 17 ? 60_000 : 1);
        };
    }

    private static byte[] randomBytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private void roundTrip(String what, Field field, int rows, Random random, int nullEvery, IntToLongFunction values) {
        try (SampleColumn sample = SampleColumn.of(budget, field, rows, random, nullEvery, values)) {
            roundTrip(what, sample);
        }
    }

    private void roundTripText(String what, Field field, int rows, Random random, int nullEvery,
            IntFunction<byte[]> texts) {
        try (SampleColumn sample = SampleColumn.text(budget, field, rows, random, nullEvery, texts)) {
            roundTrip(what, sample);
        }
    }

    private void roundTrip(String what, SampleColumn sample) {
        int most = Math.toIntExact(ColumnEncoder.mostBytes(sample.field, sample.rows, sample.textBytes()));
        Schema schema = Schema.of(sample.field);
        try (ColumnEncoder encoder = new ColumnEncoder(budget, "encoder", sample.field, MOST_ROWS, MOST_TEXT);
                ColumnDecoder decoder = new ColumnDecoder(budget, "decoder", sample.field, MOST_ROWS, MOST_TEXT);
                Block block = new Block(budget, "block", schema, sample.rows, (int) sample.textBytes());
                Buffer encoded = Buffer.allocate(budget, "bytes", most + 2L * GUARD)) {
            Memory.fill(encoded.address(), encoded.bytes(), (byte) 0x5a);
            long target = encoded.address() + GUARD;
            for (int time = -2; time <= ColumnFormat.ENCODING; time++) { // twice as it likes, then as it is told
                if (time >= 0) {
                    encoder.force(time);
                }
                int bytes = encoder.encode(sample.column, sample.rows, target);
                assertThat(bytes).as(what).isBetween(1, most);
                requireGuard(what, encoded.address());
                requireGuard(what, target + most);
                block.clear();
                decoder.decode(target, bytes, sample.rows, block, 0);
                seen.add(Memory.byteAt(target) & ColumnFormat.ENCODING);
                Column decoded = new Column(sample.field.type());
                block.view(0, 0, decoded);
                try {
                    sample.verify(decoded);
                } catch (AssertionError wrong) {
                    throw new AssertionError("%s, %d rows, time %d: %s".formatted(what, sample.rows, time,
                            wrong.getMessage()), wrong);
                }
            }
        }
    }

    private static void requireGuard(String what, long guard) {
        for (int i = 0; i < GUARD; i++) {
            assertThat(Memory.byteAt(guard + i)).as(what).isEqualTo((byte) 0x5a);
        }
    }

    @Test
    void objectsAreRefusedByName() {
        for (Type type : new Type[]{Type.OBJECT}) {
            assertThatThrownBy(() -> new ColumnEncoder(budget, "encoder", Field.of("basket", type), 8, 8))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("`basket`");
            assertThatThrownBy(() -> new ColumnDecoder(budget, "decoder", Field.of("basket", type), 8, 8))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("`basket`");
        }
    }
}
