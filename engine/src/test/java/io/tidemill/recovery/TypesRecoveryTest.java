// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.Batching;
import io.tidemill.DStream;
import io.tidemill.Input;
import io.tidemill.JournalCarrier;
import io.tidemill.Publisher;
import io.tidemill.Redelivery;
import io.tidemill.Row;
import io.tidemill.RowWriter;
import io.tidemill.StreamingContext;
import io.tidemill.ThreadLayout;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static io.tidemill.Functions.avg;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.max;
import static io.tidemill.Functions.min;
import static io.tidemill.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

/// Values of every type go from a publisher through the journal, and come back after a crash: as rows, as keys and as extremes.
@Timeout(120)
final class TypesRecoveryTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<Type> TYPES = List.of(Type.BOOL, Type.INT8, Type.INT16, Type.INT32, Type.INT64,
            Type.FLOAT32, Type.FLOAT64, Type.UTF8, Type.BINARY, Type.TIMESTAMP, Type.TIMESTAMP_NTZ, Type.DATE,
            Type.TIME, Type.decimal(18, 2), Type.decimal(38, 10));
    private static final Schema SCHEMA = new Schema(
            TYPES.stream().map(type -> Field.nullable(type.toString(), type)).toList());
    private static final int ROWS = 100;

    @TempDir
    private Path directory;

    private static final class Everything implements AutoCloseable {
        final List<List<String>> batches = new ArrayList<>();
        final StreamingContext ssc;
        final Input<Row> input;

        Everything(Path data) throws InterruptedException {
            ssc = StreamingContext.builder("types")
                    .layout(ThreadLayout.inline())
                    .batching(Batching.natural())
                    .checkpoint(data)
                    .journalCarrier(JournalCarrier.FILE)
                    .build();
            input = ssc.input("rows", SCHEMA);
            DStream<Row> rows = input.stream();
            keep(rows);
            for (Type type : TYPES) {
                keep(rows.groupBy(type.toString()).agg(count().as("rows")));
            }
            keep(rows.groupBy()
                    .agg(min("time"), max("time"), min("timestamp_ntz"), max("timestamp_ntz"), min("timestamp"),
                            sum("decimal(18,2)"), avg("decimal(18,2)"), min("decimal(18,2)"),
                            sum("decimal(38,10)"), avg("decimal(38,10)"), max("decimal(38,10)"), max("date"),
                            count(col("binary"))));
            ssc.start();
        }

        private void keep(DStream<Row> stream) {
            List<String> kept = new ArrayList<>();
            batches.add(kept);
            stream.foreachBatch(Redelivery.ALL,
                    (batch, time) -> batch.collect().forEach(row -> kept.add(row.toString())));
        }

        void drive() {
            for (int idle = 0; idle < 3; idle = ssc.doWork() > 0 ? 0 : idle + 1) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            ssc.close();
        }
    }

    /// Each n-th value is null, and each comes again.
    private static void write(RowWriter row, int number) {
        Instant moment = Instant.ofEpochSecond(number % 7 - 3, 1_000L * number);
        int column = number % TYPES.size();
        int value = number % 10;
        row.set(0, value % 2 == 0)
                .set(1, value)
                .set(2, value)
                .set(3, value)
                .set(4, (long) value)
                .set(5, value / 2f)
                .set(6, value / 2d)
                .set(7, "value " + value)
                .set(8, new byte[]{(byte) value, -1, 0})
                .set(9, moment)
                .set(10, LocalDateTime.ofInstant(moment, ZoneOffset.UTC))
                .set(11, LocalDate.EPOCH.minusDays(value))
                .set(12, LocalTime.MAX.minusHours(value))
                .set(13, BigDecimal.valueOf(number - 50L, 2))
                .set(14, new BigDecimal("123456789012345678901234567.8901").multiply(BigDecimal.valueOf(number - 50L)))
                .setNull(column);
    }

    @Test
    void valuesOfEveryTypeSurviveACrash() throws Exception {
        Path data = directory.resolve("data");
        Path left = directory.resolve("left");
        List<List<String>> before;
        try (Everything first = new Everything(data)) {
            Publisher<Row> publisher = first.input.openPublisher("gateway");
            for (int number = 0; number < ROWS; number++) {
                RowWriter row = publisher.begin();
                write(row, number);
                assertThat(publisher.awaitDurable(row.commit(), LONG)).isTrue();
                first.drive();
            }
            before = List.copyOf(first.batches);
            Crash.copy(data, left);
        }
        assertThat(before.getFirst()).hasSize(ROWS);
        assertThat(before.getFirst().get(1)).isEqualTo("[false,null,1,1,1,0.5,0.5,value 1,X'01FF00',1969-12-31T23:59:58"
                + ".000001Z,1969-12-31T23:59:58.000001,1969-12-31,22:59:59.999999,-0.49,-6049382661604938266160493826.6149000000]");
        try (Everything second = new Everything(left)) {
            second.drive();
            assertThat(second.batches).isEqualTo(before);
        }
    }
}
