// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import io.tidemill.Batching;
import io.tidemill.DStream;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.Row;
import io.tidemill.RowWriter;
import io.tidemill.StreamingContext;
import io.tidemill.kernel.Forge;
import io.tidemill.testkit.StreamDriver;

/// How a table goes through a stream: in how many lanes, cut into chunks of how many rows, by which kernels.
record EngineRun(int lanes, int blockRows, String kernels) {
    private static final List<Integer> BLOCK_ROWS = List.of(1, 2, 7, 64, 256);
    private static final Duration BATCH = Duration.ofSeconds(1);

    static EngineRun choose(SplittableRandom random, boolean vectors) {
        return new EngineRun(random.nextInt(1, 4), BLOCK_ROWS.get(random.nextInt(BLOCK_ROWS.size())),
                vectors ? "vector" : "scalar");
    }

    List<List<@Nullable Object>> answer(RandomTable table, RandomQuery query) {
        String before = System.getProperty(Forge.TWINS_PROPERTY);
        System.setProperty(Forge.TWINS_PROPERTY, kernels);
        try {
            return answerOf(table, query);
        } finally {
            if (before == null) {
                System.clearProperty(Forge.TWINS_PROPERTY);
            } else {
                System.setProperty(Forge.TWINS_PROPERTY, before);
            }
        }
    }

    private List<List<@Nullable Object>> answerOf(RandomTable table, RandomQuery query) {
        List<List<@Nullable Object>> answer = new ArrayList<>();
        try (StreamDriver driver = StreamDriver.of(
                StreamingContext.builder("differential").parallelism(lanes).blockRows(blockRows).lineLimit(1_024),
                Batching.every(BATCH))) {
            Input<Row> input = driver.context().input("t", table.schema());
            DStream<Row> stream = query.of(input.stream());
            stream.foreachRow(row -> answer.add(values(row)));
            driver.start();
            Publisher<Row> publisher = driver.publisher(input);
            int row = 0;
            for (int batch = 0; batch < table.batches(); batch++) {
                for (; row < table.rows().size() && table.batchOfRow().get(row).equals(batch); row++) {
                    publish(publisher, table.rows().get(row));
                    if (row % blockRows == 0) {
                        driver.run();
                    }
                }
                driver.advance(BATCH);
            }
            driver.end();
        }
        return answer;
    }

    private static void publish(Publisher<Row> publisher, List<@Nullable Object> values) {
        RowWriter row = publisher.begin();
        for (int column = 0; column < values.size(); column++) {
            switch (values.get(column)) {
                case null -> row.setNull(column);
                case Boolean truth -> row.set(column, (boolean) truth);
                case Byte number -> row.set(column, (int) number);
                case Short number -> row.set(column, (int) number);
                case Integer number -> row.set(column, (int) number);
                case Long number -> row.set(column, (long) number);
                case Float number -> row.set(column, (float) number);
                case Double number -> row.set(column, (double) number);
                case String text -> row.set(column, text);
                case Instant moment -> row.set(column, moment);
                case LocalDate day -> row.set(column, day);
                default -> throw new IllegalArgumentException(values.toString());
            }
        }
        row.commit();
    }

    private static List<@Nullable Object> values(Row row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int column = 0; column < row.schema().size(); column++) {
            values.add(Sql.plain(row.valueAt(column)));
        }
        return values;
    }
}
