// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

class LineEndsTest {

    @Test
    void findsEveryLineEndWithinTheLimit() {
        MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
        try (Buffer buffer = Buffer.allocate(budget, "text", 4096)) {
            compareOnRandomBytes(buffer.address());
        }
        budget.close();
    }

    private static void compareOnRandomBytes(long text) {
        for (int seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = new byte[random.nextInt(200)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(4) == 0 ? 8 + random.nextInt(8) : random.nextInt(256));
            }
            int from = random.nextInt(bytes.length + 1);
            int limit = random.nextInt(1, 60);
            Memory.copyIn(bytes, 0, text, bytes.length);
            long positions = text + 1024;
            Memory.putInt(positions + 4L * limit, -7);

            int found = LineEnds.find(text, from, bytes.length, positions, limit);

            int expected = 0;
            for (int i = from; i < bytes.length && expected < limit; i++) {
                if (bytes[i] == '\n' || bytes[i] == '\r') {
                    assertThat(Memory.intAt(positions + 4L * expected++)).as("seed %d", seed).isEqualTo(i);
                }
            }
            assertThat(found).as("seed %d", seed).isEqualTo(expected);
            assertThat(Memory.intAt(positions + 4L * limit)).as("seed %d, behind the limit", seed).isEqualTo(-7);
        }
    }
}
