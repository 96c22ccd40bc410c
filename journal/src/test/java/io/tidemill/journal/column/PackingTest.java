// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.journal.JournalException;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class PackingTest {
    private static final int GUARD = 64;

    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
    private final Buffer buffer = Buffer.allocate(budget, "bytes", 80_000);
    private final ByteCursor cursor = new ByteCursor("c");

    @AfterEach
    void nothingIsLeft() {
        buffer.close();
        budget.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 63, 64, 65, 1_000})
    void numbersOfEveryWidthComeBack(int count) {
        for (int width = 0; width <= Packing.MOST_WIDTH; width++) {
            Random random = new Random(width);
            long base = random.nextLong();
            long[] numbers = new long[count];
            for (int i = 0; i < count; i++) {
                numbers[i] = base + (random.nextLong() & ((1L << width) - 1));
            }
            numbers[count - 1] = base + (1L << width) - 1;
            requireRoundTrip(width, numbers, base, base + (1L << width) - 1);
        }
    }

    private void requireRoundTrip(int width, long[] numbers, long min, long max) {
        Memory.fill(buffer.address(), buffer.bytes(), (byte) 0x5a);
        long target = buffer.address() + GUARD;
        long end = Packing.write(numbers, numbers.length, min, max, target);
        assertThat(end - target).isEqualTo(Packing.bytes(numbers.length, min, max))
                .isEqualTo(Packing.HEAD_BYTES + ((long) numbers.length * width + 7) / 8);
        assertThat(Memory.byteAt(target - 1)).isEqualTo((byte) 0x5a);
        for (int i = 0; i < GUARD; i++) {
            assertThat(Memory.byteAt(end + ColumnFormat.SLACK + i)).as("width %d", width).isEqualTo((byte) 0x5a);
        }
        long[] read = new long[numbers.length];
        cursor.set(target, end - target);
        Packing.read(cursor, numbers.length, read);
        assertThat(read).as("width %d", width).isEqualTo(numbers);
        assertThat(cursor.left()).isZero();
    }

    @Test
    void aRangeBeyondAnInt64sIsTooWide() {
        assertThat(Packing.width(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(64);
        assertThat(Packing.width(Long.MIN_VALUE, 0)).isEqualTo(64);
        assertThat(Packing.width(-1, Long.MAX_VALUE)).isEqualTo(64);
        assertThat(Packing.bytes(100, Long.MIN_VALUE, Long.MAX_VALUE)).isGreaterThan(Integer.MAX_VALUE);
    }

    @Test
    void bitsBehindTheLastNumberAreZero() {
        long end = Packing.write(new long[]{7, 7, 7}, 3, 6, 7, buffer.address());
        assertThat(Memory.byteAt(end - 1)).isEqualTo((byte) 0b111);
    }

    @Test
    void anImpossibleWidthOrAMissingByteIsCorruption() {
        long end = Packing.write(new long[]{1, 2, 3}, 3, 1, 3, buffer.address());
        long[] read = new long[3];
        for (long bytes = 0; bytes < end - buffer.address(); bytes++) {
            cursor.set(buffer.address(), bytes);
            assertThatThrownBy(() -> Packing.read(cursor, 3, read)).isInstanceOf(JournalException.class);
        }
        for (int width : new int[]{-1, 57, 64, 127}) {
            Memory.putByte(buffer.address(), (byte) width);
            cursor.set(buffer.address(), 1_000);
            assertThatThrownBy(() -> Packing.read(cursor, 3, read)).isInstanceOf(JournalException.class);
        }
    }
}
