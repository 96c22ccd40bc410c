// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.format.LineDecoder;
import io.tidemill.format.LineOutput;
import io.tidemill.format.LineSplitter;
import io.tidemill.format.RowOutput;
import io.tidemill.format.column.ValueOptions;
import io.tidemill.format.json.JsonFormat;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.RowCopier;

/// Yahoo's events from bytes of JSON to rows in a publisher's block: read, cut into lines, UTF-8 checked, decoded, copied. The figure is
/// MB/s of JSON (10^6 bytes), all seven columns wanted; beside it the same bytes copied, and read by Jackson's streaming parser
/// into Java values.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonLinesBenchmark {
    private static final int EVENTS = 4_000;
    private static final int BLOCK_ROWS = 8_192;

    /// Which twins of the loops serve.
    @Param({"vector", "scalar"})
    private String twins;

    private final JsonFactory jackson = new JsonFactory();
    private byte[] json;
    private MemoryBudget budget;
    private LineSplitter splitter;
    private Rows rows;
    private Buffer copy;

    private static final class Rows implements LineOutput, RowOutput {
        private final LineDecoder decoder;
        private final Block block;
        private final BlockWriter writer = new BlockWriter(YahooJson.SCHEMA);
        private long count;
        private long rejects;

        Rows(LineDecoder decoder, MemoryBudget budget) {
            this.decoder = decoder;
            this.block = new Block(budget, "block", YahooJson.SCHEMA, BLOCK_ROWS, 64 * BLOCK_ROWS);
        }

        void begin() {
            block.clear();
            writer.begin(block);
            count = 0;
        }

        @Override
        public void lines(long utf8Address, long startsAddress, long endsAddress, int lines, String input,
                long offset) {
            decoder.decode(utf8Address, startsAddress, endsAddress, lines, false, this);
        }

        @Override
        public void rows(Chunk chunk, int from) {
            count += RowCopier.copy(chunk, 0, writer);
        }

        @Override
        public void reject(long address, int bytes, String input, long offset, String reason) {
            rejects++;
        }

        @Override
        public void reject(int line, String reason) {
            rejects++;
        }

        @Override
        public void close() {
            decoder.close();
            block.close();
        }
    }

    @Setup
    public void fill() throws IOException {
        json = YahooJson.lines(EVENTS);
        budget = MemoryBudget.limited("benchmark", 64 << 20);
        copy = Buffer.allocate(budget, "copy", json.length);
        Forge forge = twins.equals("vector") ? Forge.vectorAtOnce() : Forge.scalarOnly();
        JsonFormat format = new JsonFormat(YahooJson.SCHEMA, Map.of(), ValueOptions.STANDARD);
        rows = new Rows(format.open(forge, budget, "benchmark"), budget);
        splitter = new LineSplitter(forge, budget, "benchmark", 1 << 16, rows);
        Answer.require("the number of rows", (long) EVENTS, decode().count);
        Answer.require("the number of rejects", 0L, rows.rejects);
        Answer.require("the values of all rows", jacksonSum(), columnSum());
    }

    private long columnSum() {
        Chunk chunk = new Chunk(YahooJson.SCHEMA).view(rows.block, 0, EVENTS);
        long sum = 0;
        for (int row = 0; row < EVENTS; row++) {
            for (int column : List.of(0, 1, 2, 3, 4, 6)) {
                sum = 31 * sum + chunk.column(column).stringAt(row).hashCode();
            }
            sum = 31 * sum + chunk.column(5).longAt(row);
        }
        return sum;
    }

    private long jacksonSum() throws IOException {
        long sum = 0;
        try (JsonParser parser = jackson.createParser(json)) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                long time = 0;
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    boolean isTime = parser.currentName().equals("event_time");
                    String value = parser.nextTextValue();
                    if (isTime) {
                        time = Long.parseLong(value);
                    } else {
                        sum = 31 * sum + value.hashCode();
                    }
                }
                sum = 31 * sum + time;
            }
        }
        return sum;
    }

    private Rows decode() {
        rows.begin();
        splitter.begin("");
        int at = 0;
        while (at < json.length) {
            ByteBuffer room = splitter.room();
            int bytes = Math.min(room.remaining(), json.length - at);
            room.put(json, at, bytes);
            splitter.take(bytes);
            at += bytes;
        }
        return rows;
    }

    @Benchmark
    public long tidemill(MegaBytes megaBytes) {
        megaBytes.add(json.length);
        return decode().count;
    }

    @Benchmark
    public long memoryCopy(MegaBytes megaBytes) {
        megaBytes.add(json.length);
        Memory.copyIn(json, 0, copy.address(), json.length);
        return copy.address();
    }

    @Benchmark
    public long jackson(MegaBytes megaBytes) throws IOException {
        megaBytes.add(json.length);
        return jacksonSum();
    }

    @TearDown
    public void close() {
        splitter.close(); // and the rows
        copy.close();
        budget.close();
    }
}
