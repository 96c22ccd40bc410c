// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.format.BadValues;
import io.tidemill.format.TimeFormat;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.ring.Reject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class StreamReaderTest {
    record Trade(@Nullable String symbol, double price, @Nullable Integer size, @Nullable Instant at) {}

    @TempDir
    private Path directory;
    private final List<Object> values = Collections.synchronizedList(new ArrayList<>());

    @Test
    void readsAFileOfJsonLinesAsRecords() throws Exception {
        Path file = write("""
                {"symbol":"A","price":1.5,"size":2,"at":"2026-11-23T14:10:33Z"}
                {"symbol":"B","size":2}
                {"price":3}
                """);
        try (StreamingContext ssc = context()) {
            ssc.readStream(Trade.class).json().textFile(file).foreach(values::add);
            ssc.start();
            ssc.awaitInputEnd();

            assertThat(values).containsExactly(new Trade("A", 1.5, 2, Instant.parse("2026-11-23T14:10:33Z")),
                    new Trade(null, 3, null, null));
            assertThat(ssc.rejectsBySource()).containsEntry("file " + file, 1L);
            Reject reject = ssc.latestRejects().getFirst();
            assertThat(reject.reason()).isEqualTo("`price`: no value");
            assertThat(reject.offset()).isEqualTo(64);
            assertThat(UTF_8.decode(reject.bytes().duplicate()).toString()).isEqualTo("{\"symbol\":\"B\",\"size\":2}");
        }
    }

    @Test
    void readsPathsIntoColumns() throws Exception {
        Path file = write("{\"user\":{\"id\":7},\"time\":1500000000000}\n");
        Schema schema = Schema.of(Field.of("id", Type.INT64), Field.of("time", Type.TIMESTAMP));
        try (StreamingContext ssc = context()) {
            ssc.readStream(schema)
                    .json(JsonOptions.standard().path("id", "user.id").timestampFormat(TimeFormat.epochMillis()))
                    .textFile(file)
                    .foreach(row -> values.add(row.longAt("id") + " " + row.instantAt("time")));
            ssc.start();
            ssc.awaitInputEnd();
        }
        assertThat(values).containsExactly("7 2017-07-14T02:40:00Z");
    }

    @Test
    void readsFilesOfCsvWithTheirHeaders() throws Exception {
        CsvOptions options = CsvOptions.standard()
                .header(true)
                .delimiter(';')
                .columns("at", "symbol", "x", "size", "price")
                .timestampFormat("dd.MM.yyyy HH:mm")
                .nullValue("-")
                .badValues(BadValues.NULL);
        Path file = write(
                "at;symbol;x;size;price\n24.12.2026 18:00;\"A;B\";?;-;1\n24.12.2026 18:00;C;?;9999999999;2\n");
        try (StreamingContext ssc = context()) {
            ssc.readStream(Trade.class).csv(options).textFile(file).foreach(values::add);
            ssc.start();
            ssc.awaitInputEnd();

            assertThat(ssc.badValuesBySource()).containsEntry("file " + file, 1L);
        }
        Instant at = Instant.parse("2026-12-24T18:00:00Z");
        assertThat(values).containsExactly(new Trade("A;B", 1, null, at), new Trade("C", 2, null, at));
    }

    @Test
    void readsASocketOfJsonLines() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                StreamingContext ssc = context()) {
            ssc.readStream(Trade.class)
                    .json()
                    .socketTextStream("127.0.0.1", server.getLocalPort())
                    .foreach(values::add);
            ssc.start();
            try (Socket client = server.accept()) {
                client.getOutputStream().write("{\"price\":1}\n{\"price\":".getBytes(UTF_8));
                client.getOutputStream().flush();
                await().until(() -> values.size() == 1);
                client.getOutputStream().write("2}\n".getBytes(UTF_8));
                client.getOutputStream().flush();
                await().until(() -> values.size() == 2);
            }
        }
        assertThat(values).containsExactly(new Trade(null, 1, null, null), new Trade(null, 2, null, null));
    }

    @Test
    void replaysColumnsAndRejectsWithoutTheFile() throws Exception {
        Path file = write("{\"price\":1}\nbad\n{\"price\":2}\n");
        for (int start = 0; start < 2; start++) {
            try (StreamingContext ssc = StreamingContext.builder("journaled")
                    .checkpoint(directory.resolve("data"))
                    .batching(Batching.every(Duration.ofMillis(5)))
                    .build()) {
                ssc.readStream(Trade.class).json().textFile(file).foreach(values::add);
                ssc.start();
                ssc.awaitInputEnd();

                assertThat(ssc.isComplete()).isEqualTo(start == 1);
                assertThat(ssc.rejectsBySource().values()).containsExactly(1L);
                ssc.stop(true);
            }
            Files.deleteIfExists(file);
        }
        assertThat(values).containsExactly(new Trade(null, 1, null, null), new Trade(null, 2, null, null));
    }

    @Test
    void refusesOptionsWhenTheStreamIsDescribed() {
        StreamingContext ssc = context();

        assertThatThrownBy(() -> ssc.readStream(Trade.class).csv(CsvOptions.standard().columns("symbol", "price")))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith(
                        "column `size` is not among those of the text: [symbol, price] [csv at StreamReaderTest");
        assertThatThrownBy(() -> ssc.readStream(Trade.class).json(JsonOptions.standard().path("x", "y")))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("no column `x` in (symbol, price, size, at)");
        assertThatThrownBy(() -> ssc.readStream(Schema.of(Field.of("o", Type.OBJECT))).json())
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("column `o` is object, which cannot be read from text");
    }

    private static StreamingContext context() {
        return StreamingContext.builder("formats").batching(Batching.every(Duration.ofMillis(5))).build();
    }

    private Path write(String text) throws Exception {
        return Files.writeString(directory.resolve("in"), text);
    }
}
