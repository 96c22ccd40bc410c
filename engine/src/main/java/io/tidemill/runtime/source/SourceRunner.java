// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.source;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.tidemill.ConnectorException;
import io.tidemill.EngineException;
import io.tidemill.RowWriter;
import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;
import io.tidemill.connector.SourceLines;
import io.tidemill.connector.SourceRows;
import io.tidemill.format.LineDecoder;
import io.tidemill.format.LineFormat;
import io.tidemill.format.LineSplitter;
import io.tidemill.journal.Positions;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.ring.Reject;
import io.tidemill.ring.RowPublisher;
import io.tidemill.runtime.output.OutputPlaces;

/// Runs a source on a thread of its own, and is its context.
final class SourceRunner implements SourceContext, Runnable {
    private static final String NO_PART = "";
    private static final long NO_REJECT = -1;
    private static final int REJECT_BYTES_KEPT = 4_096;
    private static final long LONGEST_PARK_MICROS = 10_000;

    private final Source source;
    private final RowPublisher<?> publisher;
    private final SourceHost host;
    private final MemoryBudget budget;
    private final Thread thread;
    private final Map<String, Long> resumeFrom;
    private final Map<String, Long> lastRejects; // that the journal held at the start
    private Source.Run run;
    private OutputPlaces.@Nullable Watch watch;
    private volatile String state = "starting";
    private volatile long badValues;
    private volatile boolean ended;
    private volatile boolean complete;

    SourceRunner(SourceHost host, int input, Source source, RowPublisher<?> publisher) {
        this.host = host;
        this.source = source;
        this.publisher = publisher;
        this.budget = host.budget().child(source.name());
        this.resumeFrom = host.history().past(input, publisher.name()).offsets();
        this.lastRejects = host.history().lastRejects(publisher.name());
        this.run = () -> source.run(this);
        this.thread = new Thread(this, "tidemill-" + host.config().name() + "-" + source.name());
        thread.setDaemon(true);
        LineSplitter.prepare(host.forge());
        source.format().ifPresent(format -> format.prepare(host.forge()));
    }

    /// Lets the source see how far output has come. Before it starts.
    void watch(OutputPlaces.Watch output) {
        watch = output;
    }

    /// Lets the source get ready, on the caller's thread; a failure is the engine's.
    void open() {
        attempt(() -> run = source.open(this));
    }

    void start() {
        thread.start();
    }

    /// Counts the source as ended: the journal says that it has, in an earlier start.
    void skip() {
        state = "ended in an earlier start";
        complete = true;
        ended = true;
        publisher.close();
    }

    /// Whether the source has ended by itself.
    boolean isComplete() {
        return complete;
    }

    @Override
    public void run() {
        try {
            if (attempt(run)) {
                state = "ended";
                complete = source.bounded() && !isStopping();
            }
        } finally {
            ended = true;
            publisher.close();
        }
    }

    private boolean attempt(Source.Run step) {
        try {
            step.run();
            return true;
        } catch (EngineException | MemoryLimitException | OutOfMemoryError failed) {
            fail(failed);
        } catch (InterruptedException stopped) {
            fail(new ConnectorException("source %s was interrupted".formatted(source.name()), stopped));
        } catch (Exception | Error failed) {
            fail(new ConnectorException("source %s failed: %s".formatted(source.name(), failed), failed));
        }
        return false;
    }

    private void fail(Throwable failed) {
        state = "failed: " + failed.getMessage();
        if (!isStopping()) {
            host.failure().record(failed);
        }
    }

    /// Ends what the source blocks in.
    void interrupt() {
        thread.interrupt();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    boolean runsOn(Thread candidate) {
        return thread == candidate;
    }

    /// Waits for the thread to end, also while the caller is interrupted.
    void join(long millis) {
        boolean interrupted = false;
        try {
            thread.join(millis);
        } catch (InterruptedException asked) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    Source source() {
        return source;
    }

    boolean hasEnded() {
        return ended;
    }

    String state() {
        return state;
    }

    @Override
    public RowWriter begin() {
        requireTaken();
        return publisher.begin();
    }

    @Override
    public RowWriter begin(String part, long nextOffset) {
        requireTaken();
        return publisher.begin(part, nextOffset);
    }

    @Override
    public Map<String, Long> resumeFrom() {
        return resumeFrom;
    }

    @Override
    public Map<String, Long> outputPositions() {
        OutputPlaces.Watch output = watch;
        return output == null ? Map.of() : output.committed();
    }

    @Override
    public void appendLines(long utf8Address, long startsAddress, long endsAddress, int lines, String part,
            long base, long nextsAddress) {
        if (publisher.appendLines(utf8Address, startsAddress, endsAddress, lines, part, base, nextsAddress) < lines) {
            requireTaken();
        }
    }

    @Override
    public void appendLines(long utf8Address, long startsAddress, long endsAddress, int lines) {
        if (publisher.appendLines(utf8Address, startsAddress, endsAddress, lines) < lines) {
            requireTaken();
        }
    }

    @Override
    public void appendRows(Chunk rows) {
        if (publisher.appendChunk(rows) < 0) {
            requireTaken();
        }
    }

    @Override
    public void appendRows(Chunk rows, String part, long base, long nextsAddress) {
        if (publisher.appendChunk(rows, part, base, nextsAddress) < 0) {
            requireTaken();
        }
    }

    @Override
    public LineSplitter openLines() {
        return new LineSplitter(host.forge(), budget, source.name(), lineLimitBytes(), new SourceLines(this));
    }

    @Override
    public LineSplitter openLines(LineFormat format) {
        return new LineSplitter(host.forge(), budget, source.name(), lineLimitBytes(), format.quotes(),
                new SourceRows(this, openDecoder(format)));
    }

    @Override
    public LineDecoder openDecoder(LineFormat format) {
        return format.open(host.forge(), budget, source.name());
    }

    private void requireTaken() {
        if (publisher.refusal() != 0) {
            throw new ConnectorException("source %s cannot go on: the engine has stopped".formatted(source.name()));
        }
    }

    @Override
    public void reject(MemorySegment bytes, long offset, String reason) {
        reject(bytes, NO_PART, offset, reason);
    }

    @Override
    public void reject(MemorySegment bytes, String part, long offset, String reason) {
        if (!part.isEmpty() && offset <= lastRejects.getOrDefault(part, NO_REJECT)) {
            return;
        }
        byte[] kept = new byte[(int) Math.min(REJECT_BYTES_KEPT, bytes.byteSize())];
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, 0, kept, 0, kept.length);
        Reject reject = new Reject(publisher.name(), part, offset, reason, ByteBuffer.wrap(kept).asReadOnlyBuffer());
        awaitTaken(() -> publisher.reject(reject));
    }

    @Override
    public void note(String part, long offset) {
        awaitTaken(() -> publisher.note(part, offset));
    }

    @Override
    public void forget(String part) {
        lastRejects.remove(part);
        awaitTaken(() -> publisher.note(part, Positions.FORGOTTEN));
    }

    /// Tries until there is room; throws when the engine has stopped.
    private void awaitTaken(BooleanSupplier attempt) {
        for (int attempts = 0; !attempt.getAsBoolean(); attempts++) {
            requireTaken();
            host.publishers().awaitCredit(attempts);
        }
        host.publishers().doorbell().ring();
    }

    @Override
    public void badValues(long count) {
        badValues = count;
    }

    /// How many values have become nulls because they were bad.
    long badValues() {
        return badValues;
    }

    @Override
    public void state(String nowState) {
        state = nowState;
    }

    @Override
    public boolean isStopping() {
        return host.isStopping().getAsBoolean();
    }

    @Override
    public boolean sleep(long millis) {
        long end = nowMicros() + millis * 1_000;
        boolean interrupted = false;
        for (long left = end - nowMicros(); left > 0 && !isStopping(); left = end - nowMicros()) {
            LockSupport.parkNanos(this, Math.min(left, LONGEST_PARK_MICROS) * 1_000);
            interrupted |= Thread.interrupted(); // an interrupted thread does not park
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !isStopping();
    }

    @Override
    public long nowMicros() {
        return host.config().clock().micros();
    }

    @Override
    public MemoryBudget budget() {
        return budget;
    }

    @Override
    public int lineLimitBytes() {
        return host.config().lineLimitBytes();
    }
}
