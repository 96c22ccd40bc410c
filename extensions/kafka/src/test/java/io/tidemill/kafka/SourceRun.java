// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;
import io.tidemill.testkit.CollectingSourceContext;
import io.tidemill.testkit.CollectingSourceContext.Rejected;
import io.tidemill.testkit.SourceEvent;

import static org.assertj.core.api.Assertions.assertThat;

/// A source on a thread of its own. Closing stops it as an engine does, and demands that it returns soon and without an error.
final class SourceRun implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final int LINE_LIMIT_BYTES = 4_096;

    private final CollectingSourceContext collected;
    private final RunningContext context;
    private final Thread thread;
    private volatile boolean opened;
    private volatile @Nullable Throwable failure;

    /// The first start.
    static SourceRun of(KafkaSource source) {
        return of(source, Map.of());
    }

    /// A restart.
    ///
    /// @param resumeFrom what the journal knows
    static SourceRun of(KafkaSource source, Map<String, Long> resumeFrom) {
        SourceRun run = new SourceRun(source, resumeFrom);
        await("the start of " + source, () -> run.opened || run.failure != null);
        return run;
    }

    private SourceRun(KafkaSource source, Map<String, Long> resumeFrom) {
        collected = new CollectingSourceContext(source.schema(), 0, LINE_LIMIT_BYTES).resumingFrom(resumeFrom);
        context = new RunningContext(collected);
        thread = Thread.ofPlatform().daemon().name(source.name()).start(() -> {
            try {
                collected.run(new Opened(source));
            } catch (Throwable thrown) {
                failure = thrown;
            }
        });
    }

    /// Gives the source the running context, and tells when it is open.
    private final class Opened implements Source {
        private final Source source;

        Opened(Source source) {
            this.source = source;
        }

        @Override
        public String name() {
            return source.name();
        }

        @Override
        public boolean bounded() {
            return source.bounded();
        }

        @Override
        public void run(SourceContext inner) {
            throw new IllegalStateException("it is opened");
        }

        @Override
        public Run open(SourceContext inner) throws Exception {
            Run run = source.open(context);
            opened = true;
            return run;
        }
    }

    static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    List<String> texts() {
        return collected.lines();
    }

    List<List<@Nullable Object>> rows() {
        return collected.rows();
    }

    List<Rejected> rejects() {
        return collected.rejects();
    }

    List<String> states() {
        return collected.states();
    }

    /// Says how far output has come.
    void output(Map<String, Long> positions) {
        context.output(positions);
    }

    /// What a restart would be told if the journal ended behind so many rows.
    Map<String, Long> placesAfterRows(int count) {
        List<SourceEvent> events = collected.events();
        int end = 0;
        for (int rows = 0; rows < count; end++) {
            rows += events.get(end) instanceof SourceEvent.Row ? 1 : 0;
        }
        return collected.pastAfter(end).offsets();
    }

    /// The same behind all that was given.
    Map<String, Long> places() {
        return collected.pastAfter(collected.events().size()).offsets();
    }

    SourceRun awaitRows(int count) {
        awaitThat(count + " rows", () -> collected.rows().size() >= count);
        return this;
    }

    void awaitState(String part) {
        awaitThat("a state with `%s`".formatted(part),
                () -> collected.states().stream().anyMatch(state -> state.contains(part)));
    }

    private void awaitThat(String what, Callable<Boolean> condition) {
        try {
            await(what, () -> condition.call() || !thread.isAlive());
            assertThat(condition.call()).as(what).isTrue();
        } catch (Exception late) {
            throw new AssertionError("%s: %,d rows, states %s, failure %s".formatted(late.getMessage(), rows().size(),
                    states(), failure), late);
        }
    }

    /// Waits until the source has ended by itself, without an error.
    SourceRun awaitEnd() {
        join(LIMIT);
        assertThat(failure).isNull();
        return this;
    }

    /// Waits until the source has failed, and answers how.
    Throwable awaitFailure() {
        join(LIMIT);
        Throwable thrown = failure;
        assertThat(thrown).as("the failure; states %s", states()).isNotNull();
        return thrown == null ? new AssertionError() : thrown;
    }

    private void join(Duration limit) {
        Awaitility.await("the end of %s; its states were %s".formatted(thread.getName(), states()))
                .atMost(limit)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> !thread.isAlive());
    }

    /// As an engine does it.
    SourceRun stop() {
        collected.stop();
        join(STOP_LIMIT);
        assertThat(failure).isNull();
        return this;
    }

    @Override
    public void close() {
        if (thread.isAlive()) {
            stop();
        }
    }
}
