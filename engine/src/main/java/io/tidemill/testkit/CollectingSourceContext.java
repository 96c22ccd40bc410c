// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tidemill.RowWriter;
import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;
import io.tidemill.connector.SourceLines;
import io.tidemill.format.LineSplitter;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;

/// Runs a source without an engine and keeps what it gives: rows, rejects and states.
///
/// It holds the source to its contract: text must be valid UTF-8 and within the line limit, and all memory must be given back at
/// the end of [#run]. Time stands still until the source sleeps, and then jumps to the end of the sleep at once; [#onSleep]
/// is the place to change the world meanwhile, or to stop.
///
/// The source runs on the thread that calls [#run]. Everything else may be called from any thread.
public final class CollectingSourceContext implements SourceContext {

    /// Bytes that were no row.
    ///
    /// @param bytes each as the character of the same number
    /// @param part empty if the source cannot go back
    public record Rejected(String bytes, String part, long offset, String reason) {}

    /// Called by the source's thread while it sleeps, after the clock has moved.
    @FunctionalInterface
    public interface SleepListener {
        void slept(long millis) throws Exception;
    }

    private static final int LINE_LIMIT_BYTES = 1 << 20;
    private static final long BUDGET_BYTES = 64L << 20;

    private final Schema schema;
    private final int lineLimitBytes;
    private final MemoryBudget budget = MemoryBudget.limited("source", BUDGET_BYTES);
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private final List<Rejected> rejects = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private final Forge forge = Forge.scalarOnly();
    private @Nullable RowCollector collector;
    private @Nullable Thread runner;
    private SleepListener onSleep = millis -> {};
    private long nowMicros;
    private boolean stopping;

    /// @param startMicros what the clock shows until the first sleep
    public CollectingSourceContext(Schema schema, long startMicros) {
        this(schema, startMicros, LINE_LIMIT_BYTES);
    }

    public CollectingSourceContext(Schema schema, long startMicros, int lineLimitBytes) {
        this.schema = schema;
        this.nowMicros = startMicros;
        this.lineLimitBytes = lineLimitBytes;
    }

    /// Sets who is called while the source sleeps.
    public CollectingSourceContext onSleep(SleepListener listener) {
        onSleep = listener;
        return this;
    }

    /// Runs a source until it ends, or until [#stop].
    public void run(Source source) throws Exception {
        RowCollector made = new RowCollector(schema, budget, lineLimitBytes, this::add);
        attach(made, Thread.currentThread());
        try {
            source.open(this).run();
        } finally {
            attach(null, null);
            made.release();
        }
        budget.close();
    }

    private synchronized void attach(@Nullable RowCollector rowCollector, @Nullable Thread thread) {
        collector = rowCollector;
        runner = thread;
    }

    /// Stops the source, as an engine does: it is told so, and interrupted.
    public synchronized void stop() {
        stopping = true;
        Thread running = runner;
        if (running != null && running != Thread.currentThread()) {
            running.interrupt();
        }
    }

    /// What the source gave so far.
    public synchronized List<List<@Nullable Object>> rows() {
        return List.copyOf(rows);
    }

    /// The first column of each row.
    public synchronized List<String> lines() {
        return rows.stream().map(row -> String.valueOf(row.getFirst())).toList();
    }

    public synchronized List<Rejected> rejects() {
        return List.copyOf(rejects);
    }

    public synchronized List<String> states() {
        return List.copyOf(states);
    }

    /// What the source's buffers take now.
    public long usedBytes() {
        return budget.usedBytes();
    }

    private synchronized long add(List<@Nullable Object> row) {
        rows.add(row);
        return rows.size() - 1L;
    }

    @Override
    public RowWriter begin() {
        return runningCollector();
    }

    @Override
    public RowWriter begin(String part, long nextOffset) {
        return begin();
    }

    @Override
    public Map<String, Long> resumeFrom() {
        return Map.of();
    }

    @Override
    public void appendLines(long utf8Address, long startsAddress, long endsAddress, int lines, String part,
            long base) {
        appendLines(utf8Address, startsAddress, endsAddress, lines);
    }

    @Override
    public void appendLines(long utf8Address, long startsAddress, long endsAddress, int lines) {
        RowCollector row = runningCollector();
        for (int line = 0; line < lines; line++) {
            int start = Memory.intAt(startsAddress + 4L * line);
            row.setText(0, utf8Address + start, Memory.intAt(endsAddress + 4L * line) - start);
            row.commit();
        }
    }

    @Override
    public LineSplitter openLines() {
        return new LineSplitter(forge, budget, "lines", lineLimitBytes, new SourceLines(this));
    }

    private synchronized RowCollector runningCollector() {
        RowCollector row = collector;
        if (row == null) {
            throw new IllegalStateException("no source runs in this context");
        }
        return row;
    }

    @Override
    public void reject(MemorySegment bytes, long offset, String reason) {
        reject(bytes, "", offset, reason);
    }

    @Override
    public synchronized void reject(MemorySegment bytes, String part, long offset, String reason) {
        byte[] copy = bytes.toArray(ValueLayout.JAVA_BYTE);
        rejects.add(new Rejected(new String(copy, StandardCharsets.ISO_8859_1), part, offset, reason));
    }

    @Override
    public synchronized void state(String state) {
        states.add(state);
    }

    @Override
    public synchronized boolean isStopping() {
        return stopping;
    }

    @Override
    public boolean sleep(long millis) {
        synchronized (this) {
            nowMicros += 1000 * millis;
        }
        try {
            onSleep.slept(millis);
        } catch (Exception failure) {
            throw new IllegalStateException("the listener of sleeps failed", failure);
        }
        return !isStopping();
    }

    @Override
    public synchronized long nowMicros() {
        return nowMicros;
    }

    @Override
    public MemoryBudget budget() {
        return budget;
    }

    @Override
    public int lineLimitBytes() {
        return lineLimitBytes;
    }
}
