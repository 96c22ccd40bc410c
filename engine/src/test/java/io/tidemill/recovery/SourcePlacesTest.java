// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.Batching;
import io.tidemill.StreamingContext;
import io.tidemill.ThreadLayout;
import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;

import static org.assertj.core.api.Assertions.assertThat;

/// What a source says of its places is told to its next start, whatever way the first one ended.
@Timeout(120)
final class SourcePlacesTest {
    @TempDir
    private Path directory;
    private final List<Long> rows = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<Map<String, Long>> known = new AtomicReference<>();
    private long rejects;

    private static List<ThreadLayout> layouts() {
        return List.of(ThreadLayout.inline(), ThreadLayout.one(), ThreadLayout.two());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void rowsNotesAndRejectsAreKept(ThreadLayout layout) throws Exception {
        start("first", layout, context -> {
            context.note("before", 3);
            row(context, "a", 1);
            context.note("b", 5);
            context.note("c", 9);
            row(context, "a", 2);
            context.forget("c");
            context.reject(MemorySegment.NULL, "a", 7, "odd");
            context.reject(MemorySegment.NULL, "d", 7, "odd");
            context.note("e", 1);
            row(context, "a", 8);
            context.forget("d");
            context.note("f", -4);
        });
        assertThat(known.get()).isEmpty();
        assertThat(rows).containsExactly(1L, 2L, 8L);

        start("first", layout, context -> {
            context.reject(MemorySegment.NULL, "a", 7, "known");
            context.reject(MemorySegment.NULL, "a", 9, "new");
            context.reject(MemorySegment.NULL, "d", 7, "new, because it was forgotten");
            context.forget("a");
            context.reject(MemorySegment.NULL, "a", 7, "new again");
            row(context, "a", 3);
        });
        assertThat(known.get()).containsOnly(Map.entry("before", 3L), Map.entry("a", 8L), Map.entry("b", 5L),
                Map.entry("e", 1L), Map.entry("f", -4L));
        assertThat(rows).containsExactly(3L);

        start("first", layout, context -> {});
        assertThat(known.get()).containsEntry("a", 3L).doesNotContainKeys("c", "d");
        assertThat(rejects).isEqualTo(2 + 3);
    }

    @Test
    void aThousandNotesInARowAreKept() throws Exception {
        start("notes", ThreadLayout.one(), context -> {
            for (int part = 0; part < 1000; part++) {
                context.note("part " + part, part);
            }
            row(context, "a", 1);
            for (int part = 0; part < 990; part++) {
                context.forget("part " + part);
            }
        });
        start("notes", ThreadLayout.one(), context -> {});
        assertThat(known.get()).hasSize(11).containsEntry("part 999", 999L).containsEntry("a", 1L);
    }

    /// Runs a source to its end in a context on a data directory, which is then stopped.
    private void start(String data, ThreadLayout layout, Script script) throws Exception {
        rows.clear();
        try (StreamingContext context = StreamingContext.builder("places")
                .layout(layout)
                .batching(Batching.natural())
                .checkpoint(directory.resolve(data))
                .build()) {
            context.source(new Scripted(script), Long.class).foreach(rows::add);
            context.start();
            while (!context.sourceStates().containsValue("said")) {
                drive(context, layout);
            }
            context.stop(true);
            rejects = context.rejectsBySource().getOrDefault("script", 0L);
        }
    }

    private static void drive(StreamingContext context, ThreadLayout layout) {
        if (layout.isInline()) {
            context.doWork();
        } else {
            Thread.onSpinWait();
        }
    }

    private static void row(SourceContext context, String part, long nextOffset) {
        context.begin(part, nextOffset).set(0, nextOffset).commit();
    }

    private interface Script {
        void run(SourceContext context);
    }

    /// Runs its script, then waits for the stop, as a source does that never ends.
    private final class Scripted implements Source {
        private final Script script;

        Scripted(Script script) {
            this.script = script;
        }

        @Override
        public String name() {
            return "script";
        }

        @Override
        public boolean bounded() {
            return false;
        }

        @Override
        public void run(SourceContext context) {
            known.set(context.resumeFrom());
            script.run(context);
            context.state("said");
            while (context.sleep(1)) {
                Thread.onSpinWait();
            }
        }
    }
}
