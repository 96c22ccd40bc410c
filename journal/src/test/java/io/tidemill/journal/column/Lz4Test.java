// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import net.jpountz.lz4.LZ4Factory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// Both ways against the library that Java programs use for LZ4.
final class Lz4Test {
    private static final int MOST = 200_000;
    private static final byte GUARD = 0x5a;
    private static final LZ4Factory LIBRARY = LZ4Factory.safeInstance();

    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 22);
    private final Buffer source = Buffer.allocate(budget, "source", MOST);
    private final Buffer block = Buffer.allocate(budget, "block", 2 * MOST);
    private final Buffer target = Buffer.allocate(budget, "target", MOST + 64);
    private final Lz4 lz4 = new Lz4();

    @AfterEach
    void nothingIsLeft() {
        source.close();
        block.close();
        target.close();
        budget.close();
    }

    private static byte[] sample(int bytes, int shape) {
        Random random = new Random(31L * bytes + shape);
        byte[] data = new byte[bytes];
        switch (shape) {
            case 0 -> random.nextBytes(data);
            case 1 -> Arrays.fill(data, (byte) 7);
            case 2 -> {
                byte[] words = "the tide comes in and the mill goes round ".getBytes(UTF_8);
                for (int i = 0; i < bytes; i++) {
                    data[i] = random.nextInt(20) == 0 ? (byte) random.nextInt() : words[i % words.length];
                }
            }
            case 3 -> {
                for (int i = 0; i < bytes; i++) {
                    data[i] = (byte) (i / 3 % 5);
                }
            }
            default -> { // matches farther back than the format allows
                random.nextBytes(data);
                System.arraycopy(data, 0, data, bytes / 2, bytes / 2);
            }
        }
        return data;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5, 12, 13, 14, 20, 64, 270, 4_096, 65_535, 65_600, 200_000})
    void eachReadsWhatTheOtherWrote(int bytes) {
        for (int shape = 0; shape < 5; shape++) {
            byte[] data = sample(bytes, shape);
            Memory.copyIn(data, 0, source.address(), bytes);
            int compressed = lz4.compress(source.address(), bytes, block.address(), 2 * MOST);
            byte[] ours = bytesAt(block, compressed);
            assertThat(LIBRARY.safeDecompressor().decompress(ours, bytes)).as("shape %d", shape).isEqualTo(data);
            requireDecompressed(data, compressed);

            byte[] theirs = LIBRARY.fastCompressor().compress(data);
            Memory.copyIn(theirs, 0, block.address(), theirs.length);
            requireDecompressed(data, theirs.length);
            assertThat(compressed).as("shape %d", shape).isLessThan(theirs.length + theirs.length / 4 + 64);
        }
    }

    private static byte[] bytesAt(Buffer buffer, int count) {
        byte[] bytes = new byte[count];
        Memory.copyOut(buffer.address(), bytes, 0, count);
        return bytes;
    }

    private void requireDecompressed(byte[] data, int compressed) {
        Memory.fill(target.address(), target.bytes(), GUARD);
        assertThat(Lz4.decompress(block.address(), compressed, target.address(), data.length)).isTrue();
        assertThat(bytesAt(target, data.length)).isEqualTo(data);
        requireGuard(data.length);
    }

    private void requireGuard(int from) {
        for (long i = from; i < from + 64; i++) {
            assertThat(Memory.byteAt(target.address() + i)).isEqualTo(GUARD);
        }
    }

    @Test
    void whatDoesNotFitIsRefusedAndNothingIsWrittenBehindTheLimit() {
        for (int shape = 0; shape < 5; shape++) {
            byte[] data = sample(5_000, shape);
            Memory.copyIn(data, 0, source.address(), data.length);
            int needed = lz4.compress(source.address(), data.length, block.address(), 2 * MOST);
            for (int most = 0; most <= needed; most += 1 + most / 10) {
                Memory.fill(block.address(), block.bytes(), GUARD);
                int compressed = lz4.compress(source.address(), data.length, block.address(), most);
                assertThat(compressed).isEqualTo(most < needed ? -1 : needed);
                assertThat(Memory.byteAt(block.address() + most)).isEqualTo(GUARD);
            }
            assertThat(lz4.compress(source.address(), data.length, block.address(), needed)).isEqualTo(needed);
        }
    }

    @Test
    void anyOtherLengthOrATruncatedBlockIsRefused() {
        byte[] data = sample(300, 2);
        Memory.copyIn(data, 0, source.address(), data.length);
        int compressed = lz4.compress(source.address(), data.length, block.address(), 2 * MOST);
        for (int bytes = 0; bytes < compressed; bytes++) {
            assertThat(Lz4.decompress(block.address(), bytes, target.address(), data.length)).isFalse();
        }
        assertThat(Lz4.decompress(block.address(), compressed, target.address(), data.length - 1)).isFalse();
        assertThat(Lz4.decompress(block.address(), compressed, target.address(), data.length + 1)).isFalse();
    }

    @Test
    void hostileBlocksWriteNothingOutside() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] data = sample(200 + random.nextInt(200), 2 + seed % 2);
            Memory.copyIn(data, 0, source.address(), data.length);
            int compressed = lz4.compress(source.address(), data.length, block.address(), 2 * MOST);
            for (int i = 0; i <= random.nextInt(4); i++) {
                Memory.putByte(block.address() + random.nextInt(compressed), (byte) random.nextInt());
            }
            Memory.fill(target.address(), data.length + 64L, GUARD);
            Lz4.decompress(block.address(), compressed, target.address(), data.length);
            for (long i = data.length; i < data.length + 64; i++) {
                if (Memory.byteAt(target.address() + i) != GUARD) {
                    throw new AssertionError("seed %d writes %d bytes behind the target".formatted(seed,
                            i - data.length));
                }
            }
        }
    }
}
