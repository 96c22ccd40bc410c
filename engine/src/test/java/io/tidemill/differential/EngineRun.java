// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.jspecify.annotations.Nullable;

import io.tidemill.Batching;
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
    private static final int BLOCKS = 4; // each costs time when it is given back
    static final Duration BATCH = Duration.ofSeconds(1);

    private static final ReadWriteLock PROPERTY = new ReentrantReadWriteLock();

    static EngineRun choose(SplittableRandom random, boolean vectors) {
        return new EngineRun(random.nextInt(1, 4), BLOCK_ROWS.get(random.nextInt(BLOCK_ROWS.size())),
                vectors ? "vector" : "scalar");
    }

    /// @param batches in how many batches the rows of the tables come
    List<List<@Nullable Object>> answer(RandomTable table, RandomTable other, int batches, RandomQuery query) {
        List<List<@Nullable Object>> answer = new ArrayList<>();
        List<String> names = query.last().columns().stream().map(Typed::sql).toList();
        try (StreamDriver driver = StreamDriver.of(
                StreamingContext.builder("differential")
                        .parallelism(lanes)
                        .blockRows(blockRows)
                        .lineLimit(1_024)
                        .blocksPerPublisher(BLOCKS),
                Batching.every(BATCH))) {
            Input<Row> input = driver.context().input(table.name(), table.schema());
            Input<Row> otherInput = driver.context().input(other.name(), other.schema());
            query.of(input.stream(), otherInput.stream()).foreachRow(row -> answer.add(values(row, names)));
            start(driver);
            Publisher<Row> publisher = driver.publisher(input);
            Publisher<Row> otherPublisher = driver.publisher(otherInput);
            for (int batch = 0; batch < batches; batch++) {
                List<List<@Nullable Object>> rows = table.rowsOf(batch);
                List<List<@Nullable Object>> otherRows = other.rowsOf(batch);
                for (int row = 0; row < Math.max(rows.size(), otherRows.size()); row++) {
                    if (row < rows.size()) {
                        publish(publisher, rows.get(row));
                    }
                    if (row < otherRows.size()) {
                        publish(otherPublisher, otherRows.get(row));
                    }
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

    /// The property is one of the whole JVM, and read at the start.
    private void start(StreamDriver driver) {
        Lock lock = kernels.equals("vector") ? PROPERTY.writeLock() : PROPERTY.readLock();
        lock.lock();
        try {
            if (kernels.equals("vector")) {
                System.setProperty(Forge.TWINS_PROPERTY, kernels);
            }
            driver.start();
        } finally {
            System.setProperty(Forge.TWINS_PROPERTY, "scalar");
            lock.unlock();
        }
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
                case LocalDateTime moment -> row.set(column, moment);
                case LocalTime time -> row.set(column, time);
                case BigDecimal number -> row.set(column, number);
                case byte[] bytes -> row.set(column, bytes);
                default -> throw new IllegalArgumentException(values.toString());
            }
        }
        row.commit();
    }

    private static List<@Nullable Object> values(Row row, List<String> names) {
        List<@Nullable Object> values = new ArrayList<>();
        names.forEach(name -> values.add(Sql.plain(row.valueAt(name))));
        return values;
    }
}
