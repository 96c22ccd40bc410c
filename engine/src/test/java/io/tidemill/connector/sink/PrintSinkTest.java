// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.sink;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.tidemill.Pair;
import io.tidemill.UserCodeException;
import io.tidemill.codec.Encodings;
import io.tidemill.codec.ObjectEncoding;
import io.tidemill.codec.PairEncoding;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.plan.Site;
import io.tidemill.plan.UserCode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PrintSinkTest {
    private static final UserCode CODE = new UserCode("words/print", new Site("print", "WordCount.java:40"));
    private static final RowCodec<Pair<String, Long>> PAIRS = new PairEncoding<>(Encodings.of(String.class),
            Encodings.of(Long.class)).codec();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    @Test
    void bytesArePrintedByTheirValue() {
        RowCodec<byte[]> codec = Encodings.of(byte[].class).codec();
        PrintSink<byte[]> sink = new PrintSink<>(codec, 2, out, CODE);
        accept(sink, codec, List.of(new byte[]{10, -1}));
        sink.endOfBatch(0, 0, true);
        sink.close();
        assertThat(bytes.toString(UTF_8)).contains("X'0AFF'");
    }

    @Test
    void O1_printsSparksFormatToTheByte() {
        PrintSink<Pair<String, Long>> sink = new PrintSink<>(PAIRS, 2, out, CODE);
        accept(sink, PAIRS, List.of(Pair.of("tide", 3L)));
        accept(sink, PAIRS, List.of(Pair.of("mill", 2L), Pair.of("wheel", 1L)));
        sink.endOfBatch(0, 1_700_000_000_000_000L, false);
        accept(sink, PAIRS, List.of(Pair.of("pond", 1L), Pair.of("sluice", 1L)));
        sink.endOfBatch(1, 1_700_000_002_000_000L, false);
        sink.endOfBatch(2, 1_700_000_004_000_000L, true);
        sink.close();

        assertThat(bytes.toString(UTF_8)).isEqualTo("""
                -------------------------------------------
                Time: 1700000000000 ms
                -------------------------------------------
                (tide,3)
                (mill,2)
                ...

                -------------------------------------------
                Time: 1700000002000 ms
                -------------------------------------------
                (pond,1)
                (sluice,1)

                -------------------------------------------
                Time: 1700000004000 ms
                -------------------------------------------

                """.replace("\n", System.lineSeparator()));
    }

    @Test
    void O1_printsOnlyDotsWhenNoRowIsWanted() {
        PrintSink<Pair<String, Long>> sink = new PrintSink<>(PAIRS, 0, out, CODE);
        accept(sink, PAIRS, List.of(Pair.of("tide", 3L)));
        sink.endOfBatch(0, 0, false);
        assertThat(bytes.toString(UTF_8).lines()).containsExactly("-".repeat(43), "Time: 0 ms", "-".repeat(43), "...",
                "");
    }

    @Test
    void namesThePrintWhoseValueCannotBePrinted() {
        RowCodec<Object> objects = new ObjectEncoding<>().codec();
        PrintSink<Object> sink = new PrintSink<>(objects, 10, out, CODE);
        Object shy = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("not telling");
            }
        };
        assertThatThrownBy(() -> accept(sink, objects, List.of(shy))).isInstanceOf(UserCodeException.class)
                .hasMessageContainingAll("words/print", "WordCount.java:40", "not telling");
    }

    private static <T> void accept(PrintSink<T> sink, RowCodec<T> codec, List<T> values) {
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                Block block = new Block(budget, "rows", codec.schema(), 16, 1_024)) {
            BlockWriter writer = new BlockWriter(codec.schema());
            writer.begin(block);
            for (T value : values) {
                codec.write(value, writer);
                writer.endRow();
            }
            sink.accept(new Chunk(codec.schema()).view(block, 0, values.size()));
        }
    }
}
