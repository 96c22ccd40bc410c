// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;

class SeenKeysTest {
    private static final long HORIZON = 1_000;
    private static final int MOST_ROWS = 16;

    /// A key that came less than the horizon ago is known, however the turns of the two tables lie; one that came longer ago is not.
    @Test
    void knowsKeysForAsLongAsTheHorizon() {
        long seed = 20_261_123;
        Random random = new Random(seed);
        Map<Long, Long> firstTimes = new HashMap<>();
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 24);
                SeenKeys seen = new SeenKeys(budget, "keys", List.of(Type.INT64), HORIZON, 0, MOST_ROWS);
                Buffer keys = Buffer.allocate(budget, "rows", 8L * MOST_ROWS);
                Buffer numbers = Buffer.allocate(budget, "numbers", 4L * MOST_ROWS)) {
            Column[] column = {new Column(Type.INT64).setFixed(keys.address())};
            long now = 0;
            for (int batch = 0; batch < 5_000; batch++) {
                now += random.nextInt(5) == 0 ? HORIZON / 2 : random.nextInt(40);
                seen.advance(now);
                int rows = random.nextInt(1, MOST_ROWS + 1);
                StringBuilder expected = new StringBuilder();
                for (int row = 0; row < rows; row++) {
                    long key = random.nextInt(100);
                    Memory.putLong(keys.address() + 8L * row, key);
                    Long before = firstTimes.get(key);
                    if (before == null || now - before >= HORIZON) {
                        firstTimes.put(key, now);
                        expected.append(' ').append(row);
                    }
                }
                int firsts = seen.firsts(column, rows, now, numbers.address());
                StringBuilder actual = new StringBuilder();
                for (int i = 0; i < firsts; i++) {
                    actual.append(' ').append(Memory.intAt(numbers.address() + 4L * i));
                }
                assertThat(actual.toString()).as("batch %d of seed %d", batch, seed).isEqualTo(expected.toString());
            }
        }
    }

    @Test
    void holdsTheKeysOfTwiceTheHorizonAtMost() {
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 24);
                SeenKeys seen = new SeenKeys(budget, "keys", List.of(Type.INT64), HORIZON, 0, 1);
                Buffer keys = Buffer.allocate(budget, "rows", 8);
                Buffer numbers = Buffer.allocate(budget, "numbers", 4)) {
            Column[] column = {new Column(Type.INT64).setFixed(keys.address())};
            for (long now = 0; now < 20 * HORIZON; now++) {
                seen.advance(now);
                Memory.putLong(keys.address(), now);
                assertThat(seen.firsts(column, 1, now, numbers.address())).isEqualTo(1);
                assertThat(seen.keys()).isLessThanOrEqualTo(2 * (int) HORIZON);
            }
        }
    }
}
