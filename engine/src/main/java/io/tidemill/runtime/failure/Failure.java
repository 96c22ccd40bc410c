// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.failure;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import io.tidemill.BugException;
import io.tidemill.EngineException;
import io.tidemill.StateException;
import io.tidemill.journal.JournalException;
import io.tidemill.memory.MemoryLimitException;

/// The first thing that went wrong, kept for everyone who asks. Any thread.
public final class Failure {
    private static final int MOST_ATTACHED = 8;

    private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();
    private final Runnable onFirst;

    /// @param onFirst called once, by the thread that fails first
    public Failure(Runnable onFirst) {
        this.onFirst = onFirst;
    }

    /// Records a failure unless there is one; later ones are attached to it.
    public void record(Throwable cause) {
        if (first.compareAndSet(null, cause)) {
            onFirst.run();
        } else {
            Throwable recorded = Objects.requireNonNull(first.get());
            if (!recorded.equals(cause) && recorded.getSuppressed().length < MOST_ATTACHED) {
                recorded.addSuppressed(cause);
            }
        }
    }

    public boolean isRecorded() {
        return first.getAcquire() != null;
    }

    /// Throws the failure, if there was one, as [#asException] gives it.
    public void rethrow() {
        asException().ifPresent(failed -> {
            throw failed;
        });
    }

    /// The failure as the caller's own exception: of the same kind, with the engine's as its cause.
    public Optional<EngineException> asException() {
        Throwable cause = first.getAcquire();
        return switch (cause) {
            case null -> Optional.empty();
            case EngineException ours -> Optional.of(withCaller(ours));
            case MemoryLimitException limit ->
                Optional.of(new StateException(String.valueOf(limit.getMessage()), limit));
            case JournalException journal ->
                Optional.of(new StateException(String.valueOf(journal.getMessage()), journal));
            case OutOfMemoryError full -> Optional.of(new StateException(
                    "out of memory (%s): raise -Xmx where the Java heap is meant, or keep less on it (values of untyped streams, state of row lambdas); lower memoryBudget where the machine's memory is"
                            .formatted(full.getMessage()),
                    full));
            default -> Optional.of(new BugException("the engine failed: " + cause, cause));
        };
    }

    /// The same exception, whose frames of an engine's thread are followed by those of the thread that it is thrown on: where the
    /// program stood. (Java's source launcher cuts its own frames off, and fails where they are missing.)
    private static EngineException withCaller(EngineException failure) {
        StackTraceElement[] thrown = failure.getStackTrace();
        StackTraceElement[] here = new Throwable().getStackTrace();
        if (here.length > 0 && !List.of(thrown).contains(here[here.length - 1])) {
            StackTraceElement[] both = Arrays.copyOf(thrown, thrown.length + here.length);
            System.arraycopy(here, 0, both, thrown.length, here.length);
            failure.setStackTrace(both);
        }
        return failure;
    }
}
