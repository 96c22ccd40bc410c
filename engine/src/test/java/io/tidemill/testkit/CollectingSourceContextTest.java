// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CollectingSourceContextTest {
    private static final Schema TEXT = Schema.of(Field.of("value", Type.UTF8));
    private final CollectingSourceContext context = new CollectingSourceContext(TEXT, 1_000_000, 10);

    @Test
    void keepsRowsOfEveryTypeInJavaTypes() throws Exception {
        Schema schema = Schema.of(Field.of("flag", Type.BOOL), Field.of("small", Type.INT8),
                Field.of("short", Type.INT16),
                Field.of("int", Type.INT32), Field.of("long", Type.INT64), Field.of("float", Type.FLOAT32),
                Field.of("double", Type.FLOAT64),
                Field.of("text", Type.UTF8), Field.of("at", Type.TIMESTAMP), Field.of("day", Type.DATE),
                Field.nullable("none", Type.INT64));
        CollectingSourceContext wide = new CollectingSourceContext(schema, 0);
        Instant at = Instant.parse("2026-03-01T12:34:56.123456Z");
        LocalDate day = LocalDate.of(1969, 12, 31);

        wide.run(source(running -> {
            running.begin()
                    .set(0, true)
                    .set(1, 1)
                    .set(2, 2)
                    .set(3, 3)
                    .set(4, 4L)
                    .set(5, 0.5f)
                    .set(6, 0.25)
                    .set(7, "é")
                    .set(8, at)
                    .set(9, day)
                    .setNull(10)
                    .commit();
            running.begin().set(0, false).close();
        }));

        assertThat(wide.rows()).containsExactly(Arrays.asList(true, 1, 2, 3, 4L, 0.5f, 0.25, "é", at, day, null));
    }

    @Test
    void numbersRows() throws Exception {
        context.run(source(running -> {
            assertThat(running.begin().set(0, "a").commit()).isZero();
            assertThat(running.begin().setText(0, "xbc".getBytes(UTF_8), 1, 2).commit()).isEqualTo(1);
        }));
        assertThat(context.lines()).containsExactly("a", "bc");
    }

    @Test
    void refusesTextThatIsInvalidOrTooLong() {
        assertThatThrownBy(() -> context.run(source(running -> running.begin().setText(0, new byte[]{-1}, 0, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> context.run(source(running -> running.begin().set(0, "01234567890"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line limit of 10 bytes");
    }

    @Test
    void findsWhoKeepsMemory() {
        assertThatThrownBy(() -> context.run(source(running -> Buffer.allocate(running.budget(), "leak", 36))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("100 bytes");
    }

    @Test
    void movesItsClockWhenTheSourceSleeps() throws Exception {
        context.onSleep(millis -> context.stop());
        context.run(source(running -> {
            assertThat(running.nowMicros()).isEqualTo(1_000_000);
            assertThat(running.isStopping()).isFalse();
            assertThat(running.sleep(250)).isFalse();
            assertThat(running.nowMicros()).isEqualTo(1_250_000);
            assertThat(running.isStopping()).isTrue();
        }));
    }

    @Test
    void keepsRejectsAndStates() throws Exception {
        context.run(source(running -> {
            running.state("trying");
            running.reject(MemorySegment.ofArray(new byte[]{'a', -1}), 7, "odd");
            running.reject(MemorySegment.NULL, 9, "gone");
        }));
        assertThat(context.states()).containsExactly("trying");
        assertThat(context.rejects()).isEqualTo(List.of(new CollectingSourceContext.Rejected("a\u00ff", "", 7, "odd"),
                new CollectingSourceContext.Rejected("", "", 9, "gone")));
    }

    @Test
    void remembersThePlaceOfEachRow() throws Exception {
        context.run(source(running -> {
            running.begin("a", 7).set(0, "x").commit();
            running.reject(MemorySegment.NULL, "a", 8, "odd");
            running.begin("b", 1).set(0, "y").commit();
            running.begin().set(0, "z").commit();
            running.begin("a", 9).set(0, "x").commit();
        }));

        assertThat(context.events()).hasSize(5)
                .first()
                .isEqualTo(new SourceEvent.Row(List.of("x"), "a", 7));
        assertThat(context.pastAfter(0)).isEqualTo(SourcePast.NONE);
        assertThat(context.pastAfter(3)).isEqualTo(new SourcePast(Map.of("a", 7L, "b", 1L), Map.of("a", 8L)));
        assertThat(context.pastAfter(5)).isEqualTo(new SourcePast(Map.of("a", 9L, "b", 1L), Map.of("a", 8L)));
    }

    @Test
    void isARestart() throws Exception {
        SourcePast past = new SourcePast(Map.of("a", 7L), Map.of("a", 5L));
        context.resumingFrom(past).run(source(running -> {
            assertThat(running.resumeFrom()).containsExactly(Map.entry("a", 7L));
            running.reject(MemorySegment.NULL, "a", 5, "known");
            running.reject(MemorySegment.NULL, "a", 6, "new");
        }));
        assertThat(context.rejects()).containsExactly(new CollectingSourceContext.Rejected("", "a", 6, "new"));
        assertThat(context.pastAfter(1)).isEqualTo(new SourcePast(Map.of("a", 7L), Map.of("a", 6L)));
    }

    @Test
    void cutsTheSourceOff() throws Exception {
        context.cutOffAfter(2).run(source(running -> {
            for (int row = 1; !running.isStopping(); row++) {
                running.begin("a", row).set(0, "x").commit();
            }
        }));
        assertThat(context.wasCutOff()).isTrue();
        assertThat(context.rows()).hasSize(2);
    }

    @Test
    void refusesOffsetsThatDoNotAscend() {
        context.resumingFrom(Map.of("a", 7L));
        assertThatThrownBy(() -> context.run(source(running -> running.begin("a", 7).set(0, "x").commit())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row of part a has offset 7 behind 7: offsets must ascend");
    }

    private interface Body {
        void run(SourceContext context) throws Exception;
    }

    private static Source source(Body body) {
        return new Source() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public boolean bounded() {
                return true;
            }

            @Override
            public void run(SourceContext context) throws Exception {
                body.run(context);
            }
        };
    }
}
