// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.tidemill.BackPressure;
import io.tidemill.Batching;
import io.tidemill.IdleMode;
import io.tidemill.ThreadLayout;
import io.tidemill.codec.RowCodec;
import io.tidemill.compile.ExecutionPlan;
import io.tidemill.compile.ExecutionPlan.InputNode;
import io.tidemill.compile.ExecutionPlan.SinkNode;
import io.tidemill.compile.ExecutionPlan.Targets;
import io.tidemill.compile.ExecutionPlan.TickNeed;
import io.tidemill.connector.Sink;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.ring.RowPublisher;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.config.RowPolicy;
import io.tidemill.time.Clock;

/// What tests of the engine run: rows of a number and a line of text, from one input to one sink, in small blocks.
public final class NumberLines {
    static final Schema SCHEMA = Schema.of(Field.of("number", Type.INT64), Field.of("text", Type.UTF8));

    private NumberLines() {}

    /// Every layout, with a lane for each thread that runs lanes, under natural batching and under batches of 5 ms.
    static Stream<EngineConfig> layouts() {
        return Stream.of(ThreadLayout.inline(), ThreadLayout.one(), ThreadLayout.two(), ThreadLayout.threads(2))
                .flatMap(layout -> Stream.of(config(layout, Batching.natural()),
                        config(layout, Batching.every(Duration.ofMillis(5)))));
    }

    static EngineConfig config(ThreadLayout layout, Batching batching) {
        return new EngineConfig("test", batching, layout, IdleMode.PARK, Clock.system(), 64, 4, 1_024, 8, 2, 64 << 20,
                false, RowPolicy.STOP, layout.laneThreads());
    }

    public static ExecutionPlan plan(Sink sink) {
        Targets toSink = new Targets(List.of(), List.of(0));
        return new ExecutionPlan(List.of(new InputNode("lines", SCHEMA, toSink)), List.of(),
                List.of(new SinkNode("sink", SCHEMA, () -> sink, TickNeed.EVERY_BATCH)), 0, 0);
    }

    static Engine engine(EngineConfig config, Sink sink) {
        return new Engine(config, plan(sink), List.of());
    }

    static RowPublisher<Integer> open(Engine engine, String name, BackPressure backPressure) {
        return engine.openPublisher(0, name, new Codec(), backPressure);
    }

    /// Writes a number, and `line` with the number.
    static final class Codec implements RowCodec<Integer> {
        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public boolean write(Integer value, BlockWriter row) {
            row.setLong(0, value);
            return row.setText(1, "line " + value);
        }

        @Override
        public Integer read(Chunk chunk, int row) {
            return (int) chunk.column(0).longAt(row);
        }
    }

    /// Keeps every row as `number text`.
    public static class Collected implements Sink {
        final List<String> rows = new ArrayList<>();
        boolean ended;

        @Override
        public void accept(Chunk chunk) {
            for (int row = 0; row < chunk.rows(); row++) {
                rows.add(chunk.column(0).longAt(row) + " " + chunk.column(1).stringAt(row));
            }
        }

        @Override
        public void endOfBatch(long batchId, long batchTimeMicros, boolean endOfStream) {
            ended |= endOfStream;
        }

        @Override
        public void close() {
            ended &= true;
        }
    }
}
