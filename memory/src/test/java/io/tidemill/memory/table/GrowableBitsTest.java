// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.BitSet;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

final class GrowableBitsTest {
    private static final int SOURCE_BITS = 4_000;

    @Test
    void holdsTheBitsThatWereAppendedFromAnyPlaceInAnyWay() {
        MemoryBudget budget = MemoryBudget.limited("test", 1 << 24);
        Random random = new Random(11);
        try (GrowableBits bits = GrowableBits.of(budget, "bits");
                Buffer source = Buffer.allocate(budget, "source", SOURCE_BITS / 8);
                Buffer numbers = Buffer.allocate(budget, "numbers", 4L * 100)) {
            for (int i = 0; i < SOURCE_BITS / 8; i++) {
                Memory.putByte(source.address() + i, (byte) random.nextInt());
            }
            for (int fill = 0; fill < 2; fill++) {
                BitSet expected = new BitSet();
                int size = 0;
                while (size < 20_000) {
                    int count = random.nextInt(100);
                    switch (random.nextInt(3)) {
                        case 0 -> {
                            boolean one = random.nextBoolean();
                            bits.append(one, count);
                            expected.set(size, size + count, one);
                        }
                        case 1 -> {
                            int from = random.nextInt(SOURCE_BITS - count);
                            bits.append(source.address(), from, count);
                            for (int i = 0; i < count; i++) {
                                expected.set(size + i, at(source, from + i));
                            }
                        }
                        default -> {
                            for (int i = 0; i < count; i++) {
                                int number = random.nextInt(SOURCE_BITS - 8);
                                Memory.putInt(numbers.address() + 4L * i, number);
                                expected.set(size + i, at(source, 3 + number));
                            }
                            bits.append(source.address(), 3, numbers.address(), count);
                        }
                    }
                    size += count;
                }
                int set = random.nextInt(size);
                bits.set(set);
                expected.set(set);
                assertThat(bits.size()).isEqualTo(size);
                assertThat(bits.zeros()).isEqualTo(size - expected.cardinality());
                for (int i = 0; i < size; i++) {
                    assertThat(bits.isSet(i)).as("bit %d", i).isEqualTo(expected.get(i));
                }
                bits.clear();
            }
        }
        assertThat(budget.usedBytes()).isZero();
        budget.close();
    }

    private static boolean at(Buffer source, int bit) {
        return (Memory.byteAt(source.address() + (bit >>> 3)) >>> (bit & 7) & 1) != 0;
    }
}
