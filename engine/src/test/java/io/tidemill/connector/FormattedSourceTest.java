// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.RowWriter;
import io.tidemill.connector.source.TextFileSource;
import io.tidemill.connector.source.TextFileStreamSource;
import io.tidemill.format.LineFormat;
import io.tidemill.format.column.ValueOptions;
import io.tidemill.format.csv.CsvDialect;
import io.tidemill.format.csv.CsvFormat;
import io.tidemill.format.json.JsonFormat;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.testkit.CollectingSourceContext;
import io.tidemill.testkit.CollectingSourceContext.Rejected;
import io.tidemill.testkit.SourceEvent;
import io.tidemill.testkit.SourceRestarts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FormattedSourceTest {
    private static final Schema SCHEMA = Schema.of(Field.nullable("name", Type.UTF8), Field.of("size", Type.INT32));
    private static final LineFormat JSON = new JsonFormat(SCHEMA, Map.of(), ValueOptions.STANDARD);
    private static final LineFormat CSV = csv(CsvDialect.STANDARD.withHeader(true).withMultiLine(true));

    @TempDir
    private Path directory;

    private static LineFormat csv(CsvDialect dialect) {
        return new CsvFormat(SCHEMA, List.of("name", "size"), dialect, ValueOptions.STANDARD);
    }

    static Stream<Arguments> files() {
        return Stream.of(Arguments.of(JSON, "{\"name\":\"a\",\"size\":1}\nno\n\n{\"size\":2}\n{\"size\":x}\n\n"),
                Arguments.of(JSON, "no\r\nno\r\n{\"name\":\"a\\n\",\"size\":1}\r\n{\"size\":9}"),
                Arguments.of(CSV, "name,size\na,1\nb\n\"c\nd\",2\n\ne,3,3\n\"\"\"f\r\n\",4"),
                Arguments.of(CSV, "name,size\r\n\r\na,x\r\nb,2\r\n\"open,3\r\n"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void goesOnBehindEachRowAndReject(LineFormat format, String text) throws Exception {
        Path file = Files.writeString(directory.resolve("in"), text);

        new SourceRestarts(SCHEMA, context -> context.run(new FormattedSource(new TextFileSource(file), format)))
                .cutAnywhere();
    }

    @Test
    void givesRowsAndRejectsInTheirOrderEachWithItsPlace() throws Exception {
        Path file = Files.writeString(directory.resolve("in"), "{\"name\":\"a\",\"size\":1}\nno\n{\"size\":2}\n");
        CollectingSourceContext context = new CollectingSourceContext(SCHEMA, 0);

        context.run(new FormattedSource(new TextFileSource(file), JSON));

        assertThat(context.rows()).containsExactly(row("a", 1), row(null, 2));
        assertThat(context.rejects()).containsExactly(new Rejected("no", file.toString(), 22, "no JSON object"));
        assertThat(context.events().get(1)).isEqualTo(context.rejects().getFirst());
    }

    @Test
    void readsTheHeaderOfEachFileOfADirectory() throws Exception {
        Files.writeString(directory.resolve("a.csv"), "name,size\na,1\n");
        Files.writeString(directory.resolve("b.csv"), "name,size\nb,2\n");
        CollectingSourceContext context = new CollectingSourceContext(SCHEMA, 0);

        context.run(new FormattedSource(new TextFileStreamSource(directory.toString()).untilCaughtUp(), CSV));

        assertThat(context.rows()).containsExactlyInAnyOrder(row("a", 1), row("b", 2));
        assertThat(context.rejects()).isEmpty();
    }

    @Test
    void failsForAHeaderThatNamesOtherColumns() throws Exception {
        Path file = Files.writeString(directory.resolve("in"), "size,name\n1,a\n");
        CollectingSourceContext context = new CollectingSourceContext(SCHEMA, 0);

        assertThatThrownBy(() -> context.run(new FormattedSource(new TextFileSource(file), CSV)))
                .hasMessageContaining("the header names the columns [size, name]");
    }

    @Test
    void readsMessagesThatASourceHandsOverAsLines() throws Exception {
        CollectingSourceContext context = new CollectingSourceContext(SCHEMA, 0);

        context.run(
                new FormattedSource(new Messages(List.of("{\"name\":\"a\",\"size\":1}", "bad", "\n{ \"size\"\n:2 }\n")),
                        JSON));

        assertThat(context.events()).map(Object::toString)
                .containsExactly(
                        "Row[values=[a, 1], part=topic-0, nextOffset=101]",
                        "Rejected[bytes=bad, part=topic-0, offset=101, reason=no JSON object]",
                        "Row[values=[null, 2], part=topic-0, nextOffset=103]");
    }

    @Test
    void readsTextsThatASourceWritesAsRows() throws Exception {
        CollectingSourceContext context = new CollectingSourceContext(SCHEMA, 0);
        String large = "x".repeat(10_000);

        context.run(new FormattedSource(source(to -> {
            to.begin("p", 5).set(0, "{\"name\":\"é\",\"size\":1}").commit();
            to.begin("p", 6).setText(0, "bad".getBytes(UTF_8), 0, 3).commit();
            try (RowWriter dropped = to.begin("p", 7)) {
                dropped.set(0, "{\"size\":2}");
            }
            to.begin("p", 8).set(0, "{\"name\":\"" + large + "\",\"size\":3}").commit();
        }), JSON));

        assertThat(context.rows()).containsExactly(row("é", 1), row(large, 3));
        assertThat(context.rejects()).containsExactly(new Rejected("bad", "p", 5, "no JSON object"));
        assertThat(context.events().getFirst()).isEqualTo(new SourceEvent.Row(row("é", 1), "p", 5));
    }

    @Test
    void refusesASourceThatGivesColumnsByItself() {
        CollectingSourceContext context = new CollectingSourceContext(SCHEMA, 0);

        assertThatThrownBy(() -> context.run(new FormattedSource(source(to -> to.begin().set(0, 1)), JSON)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has one column");
        assertThatThrownBy(() -> context.run(new FormattedSource(source(to -> to.begin().commit()), JSON)))
                .hasMessage("the text of the row was not set");
    }

    private static Source source(Consumer<SourceContext> run) {
        return new Source() {
            @Override
            public String name() {
                return "rows";
            }

            @Override
            public boolean bounded() {
                return true;
            }

            @Override
            public void run(SourceContext to) {
                run.accept(to);
            }
        };
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    /// Messages of a partition, the first of which is number 100.
    private record Messages(List<String> texts) implements Source {

        @Override
        public String name() {
            return "messages";
        }

        @Override
        public boolean bounded() {
            return true;
        }

        @Override
        public void run(SourceContext context) {
            try (Buffer buffer = Buffer.allocate(context.budget(), "messages", 1_000)) {
                long text = buffer.address() + 3 * 64;
                int end = 0;
                for (int i = 0; i < texts.size(); i++) {
                    byte[] bytes = texts.get(i).getBytes(UTF_8);
                    Memory.copyIn(bytes, 0, text + end, bytes.length);
                    Memory.putInt(buffer.address() + 4L * i, end);
                    end += bytes.length;
                    Memory.putInt(buffer.address() + 64 + 4L * i, end);
                    Memory.putInt(buffer.address() + 128 + 4L * i, i + 1);
                }
                context.appendLines(text, buffer.address(), buffer.address() + 64, texts.size(), "topic-0", 100,
                        buffer.address() + 128);
            }
        }
    }
}
