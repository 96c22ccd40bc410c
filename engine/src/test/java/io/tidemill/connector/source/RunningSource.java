// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import io.tidemill.connector.Source;
import io.tidemill.testkit.CollectingSourceContext;

import static org.assertj.core.api.Assertions.assertThat;

/// A source on a thread of its own. Closing stops it as an engine does, and demands that it returns at once and without error.
final class RunningSource implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final CollectingSourceContext context;
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    RunningSource(Source source, CollectingSourceContext context) {
        this.context = context;
        this.thread = Thread.ofPlatform().name(source.name()).start(() -> {
            try {
                context.run(source);
            } catch (Throwable thrown) {
                failure = thrown;
            }
        });
    }

    static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(2)).until(condition);
    }

    void awaitLines(String... lines) {
        await("lines " + String.join("|", lines), () -> context.lines().size() >= lines.length);
        assertThat(context.lines()).containsExactly(lines);
    }

    void awaitEnd() {
        await(thread.getName() + " to return", () -> !thread.isAlive());
        assertThat(failure).isNull();
    }

    void stop() {
        context.stop();
        awaitEnd();
    }

    @Override
    public void close() {
        stop();
        assertThat(context.usedBytes()).isZero();
    }
}
