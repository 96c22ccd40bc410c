// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tidemill.kernel.aggregate.Winners;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class KeptRowsTest {
    private static final int GROUPS = 64;
    private static final int LONGEST = 3_000;

    private final @Nullable String[] expected = new String[GROUPS];
    private final long[] arrivals = new long[GROUPS];

    /// Sessions that join are groups of the same accumulators: a text is taken over by another group of the same memory, which moves when it
    /// grows and when garbage is left.
    @Test
    void takesOverTextsOfItsOwnGroups() {
        long seed = 20_261_123;
        Random random = new Random(seed);
        Arrays.fill(arrivals, -1);
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 26);
                KeptRows rows = new KeptRowAccumulation(Winners.LAST, Optional.empty(), Optional.of(Type.UTF8))
                        .accumulators(budget, "rows");
                Buffer text = Buffer.allocate(budget, "text", LONGEST);
                Buffer ends = Buffer.allocate(budget, "ends", 8);
                Buffer numbers = Buffer.allocate(budget, "numbers", 8)) {
            rows.ensure(GROUPS);
            for (int arrival = 0; arrival < 20_000; arrival++) {
                int group = random.nextInt(GROUPS);
                if (random.nextInt(3) == 0) {
                    int into = random.nextInt(GROUPS);
                    Memory.putInt(numbers.address(), group);
                    Memory.putInt(numbers.address() + 4, into);
                    rows.merge(rows, numbers.address(), 1, numbers.address() + 4);
                    if (arrivals[group] > arrivals[into]) {
                        arrivals[into] = arrivals[group];
                        expected[into] = expected[group];
                    }
                } else {
                    String word = Character.toString('a' + random.nextInt(26)).repeat(random.nextInt(LONGEST));
                    rows.keep(group, null, column(word, text, ends), 0, arrival, 0);
                    arrivals[group] = arrival;
                    expected[group] = word;
                }
            }
            for (int group = 0; group < GROUPS; group++) {
                assertThat(text(rows.values(), group)).as("group %d of seed %d", group, seed)
                        .isEqualTo(expected[group]);
            }
        }
    }

    private static Column column(String word, Buffer text, Buffer ends) {
        byte[] bytes = word.getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            Memory.putByte(text.address() + i, bytes[i]);
        }
        Memory.putInt(ends.address(), 0);
        Memory.putInt(ends.address() + 4, bytes.length);
        return new Column(Type.UTF8).setText(text.address(), ends.address(), ends.address() + 4);
    }

    private static @Nullable String text(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        byte[] bytes = new byte[column.textBytes(row)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Memory.byteAt(column.textAddress(row) + i);
        }
        return new String(bytes, UTF_8);
    }
}
