// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import java.lang.management.ManagementFactory;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.management.ThreadMXBean;
import io.tidemill.memory.Block;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@Tag("alone")
final class ColumnGarbageTest {
    private static final int ROWS = 1_000;
    private static final int CHUNKS = 1_000;

    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 24);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @AfterEach
    void nothingIsLeft() {
        budget.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"int32", "float64", "bool", "utf8"})
    void aChunkMakesNoGarbage(String type) {
        Random random = new Random(1);
        SampleColumn sample = switch (type) {
            case "int32" -> values(Type.INT32, random);
            case "float64" -> values(Type.FLOAT64, random);
            case "bool" -> values(Type.BOOL, random);
            default -> SampleColumn.text(budget, Field.nullable("c", Type.UTF8), ROWS, random, 10,
                    row -> "https://example.org/%d".formatted(random.nextInt(100_000)).getBytes(UTF_8));
        };
        int most = (int) ColumnEncoder.mostBytes(sample.field, ROWS, sample.textBytes());
        try (sample;
                ColumnEncoder encoder = new ColumnEncoder(budget, "encoder", sample.field, ROWS, most);
                ColumnDecoder decoder = new ColumnDecoder(budget, "decoder", sample.field, ROWS, most);
                Block block = new Block(budget, "block", Schema.of(sample.field), ROWS, most);
                Buffer encoded = Buffer.allocate(budget, "bytes", most)) {
            long least = Long.MAX_VALUE;
            for (int attempt = 0; attempt < 10 && least > 0; attempt++) { // the compiler may come in between
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int chunk = 0; chunk < CHUNKS; chunk++) {
                    int bytes = encoder.encode(sample.column, ROWS, encoded.address());
                    decoder.decode(encoded.address(), bytes, ROWS, block, 0);
                    block.clear();
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).isZero();
        }
    }

    private SampleColumn values(Type type, Random random) {
        return SampleColumn.of(budget, Field.nullable("c", type), ROWS, random, 10, row -> random.nextInt(50));
    }
}
