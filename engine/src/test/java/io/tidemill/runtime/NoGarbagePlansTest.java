// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.Batching;
import io.tidemill.DStream;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.Row;
import io.tidemill.StreamingContext;
import io.tidemill.ThreadLayout;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static io.tidemill.Durations.millis;
import static io.tidemill.Functions.avg;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.explode;
import static io.tidemill.Functions.max;
import static io.tidemill.Functions.min;
import static io.tidemill.Functions.sum;
import static io.tidemill.Functions.words;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/// Every kind of columnar operator at once, from the publisher to `foreachRow`, allocates nothing once it is warm.
@Tag("alone")
@Timeout(240)
final class NoGarbagePlansTest {
    private static final int CHUNKS = 100_000;
    private static final int ROWS = 8;
    private static final Schema SCHEMA = Schema.of(Field.of("number", Type.INT64), Field.of("text", Type.UTF8),
            Field.nullable("price", Type.FLOAT64));
    private static final List<byte[]> TEXTS = List.of("the tide and the mill".getBytes(US_ASCII),
            "a text that is longer than a word of the table".getBytes(US_ASCII), new byte[0]);

    /// What came out of each plan: written by the engine's thread, read when it has stopped.
    private static final class Results {
        private long computed;
        private long rowsOfStream;
        private long sumOfStream;
        private long rowsOfSlides;
        private long rowsOfWindows;
        private long words;
    }

    private static void describe(DStream<Row> rows, Results results) {
        rows.where(col("number").mod(3).ne(0))
                .select(col("number").times(2).plus(1).as("odd"), col("price").dividedBy(col("number")).as("ratio"))
                .foreachRow(row -> results.computed += row.longAt(0) & 1);
        rows.where(col("text").ne("").and(col("number").geq(10)))
                .groupBy()
                .global()
                .agg(count().as("rows"), sum("number").as("sum"))
                .foreachRow(row -> {
                    results.rowsOfStream = row.longAt(0);
                    results.sumOfStream = row.longAt(1);
                });
        rows.groupBy(col("number").mod(16).as("slot"), col("text"), col("price").gt(0.5).as("dear"))
                .window(millis(20), millis(20))
                .agg(count().as("rows"), sum("price"), avg("number"))
                .foreachRow(row -> results.rowsOfSlides += row.longAt(3));
        rows.groupBy("text")
                .window(millis(50), millis(10))
                .agg(count().as("rows"), sum("number"), min("price"), max("number"))
                .foreachRow(row -> results.rowsOfWindows += row.longAt(1));
        rows.select(explode(words(col("text"))).as("word"))
                .groupBy("word")
                .agg(count().as("times"))
                .foreachRow(row -> results.words += row.longAt(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aHundredThousandChunksThroughEveryOperatorAllocateNothing(int threads) throws InterruptedException {
        Results results = new Results();
        long rows;
        try (StreamingContext context = StreamingContext.builder("test")
                .batching(Batching.every(millis(5)))
                .parallelism(threads)
                .layout(ThreadLayout.threads(threads))
                .blockRows(ROWS)
                .blocksPerPublisher(64)
                .lineLimit(1_024)
                .build()) {
            Input<Row> input = context.input("rows", SCHEMA);
            describe(input.stream(), results);
            context.start();
            Publisher<Row> publisher = input.openPublisher("rows");
            publish(publisher, 1_000L * ROWS);
            context.awaitWarm();
            HeapBytes heap = HeapBytes.ofThreads("tidemill-test");
            long least = Long.MAX_VALUE;
            for (int round = 0; round < HeapBytes.MOST_ROUNDS && least > 0; round++) {
                long before = heap.allocated();
                publish(publisher, (long) CHUNKS * ROWS);
                least = Math.min(least, heap.allocated() - before);
            }
            rows = publisher.rows();
            context.stop(true);
            assertThat(least).as("bytes in the best of %d rounds of %,d chunks", HeapBytes.MOST_ROUNDS, CHUNKS)
                    .isZero();
        }
        requireRight(results, rows);
    }

    private static void requireRight(Results results, long rows) {
        long computed = 0;
        long count = 0;
        long sum = 0;
        long words = 0;
        for (long row = 0; row < rows; row++) {
            computed += row % 3 == 0 ? 0 : 1;
            int text = (int) (row % 5 % TEXTS.size());
            words += text == 0 ? 5 : text == 1 ? 11 : 0;
            if (text != 2 && row >= 10) {
                count++;
                sum += row;
            }
        }
        assertThat(results.computed).isEqualTo(computed);
        assertThat(results.rowsOfStream).isEqualTo(count);
        assertThat(results.sumOfStream).isEqualTo(sum);
        assertThat(results.rowsOfSlides).isBetween(rows / 2, rows);
        assertThat(results.rowsOfWindows).isBetween(rows, 5 * rows);
        assertThat(results.words).isEqualTo(words);
    }

    private static void publish(Publisher<Row> publisher, long rows) {
        for (long i = 0; i < rows; i++) {
            long row = publisher.rows();
            byte[] text = TEXTS.get((int) (row % 5 % TEXTS.size()));
            if (row % 7 == 0) {
                publisher.begin().set(0, row).setText(1, text, 0, text.length).setNull(2).commit();
            } else {
                publisher.begin().set(0, row).setText(1, text, 0, text.length).set(2, row % 4 * 0.25).commit();
            }
        }
    }
}
