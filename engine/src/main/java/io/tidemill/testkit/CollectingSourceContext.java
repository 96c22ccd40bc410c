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
import io.tidemill.connector.SourceRows;
import io.tidemill.format.LineDecoder;
import io.tidemill.format.LineFormat;
import io.tidemill.format.LineSplitter;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.Chunk;
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
    public record Rejected(String bytes, String part, long offset, String reason) implements SourceEvent {}

    /// Called by the source's thread while it sleeps, after the clock has moved.
    @FunctionalInterface
    public interface SleepListener {
        void slept(long millis) throws Exception;
    }

    private static final String NO_PART = "";
    private static final int LINE_LIMIT_BYTES = 1 << 20;
    private static final long BUDGET_BYTES = 64L << 20;

    private final Schema schema;
    private final int lineLimitBytes;
    private final MemoryBudget budget = MemoryBudget.limited("source", BUDGET_BYTES);
    private final SourceEvents events = new SourceEvents();
    private final List<String> states = new ArrayList<>();
    private final Forge forge = Forge.scalarOnly();
    private @Nullable RowCollector collector;
    private @Nullable Thread runner;
    private SleepListener onSleep = millis -> {};
    private String part = NO_PART; // of the row at hand
    private long nextOffset;
    private long rowCount;
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

    /// Is a restart: the source is told how far it had come, by part.
    public CollectingSourceContext resumingFrom(Map<String, Long> offsets) {
        return resumingFrom(new SourcePast(offsets, Map.of()));
    }

    /// Is a restart, of which rejects are known too: they are not taken again.
    public synchronized CollectingSourceContext resumingFrom(SourcePast past) {
        events.resume(past);
        return this;
    }

    /// Takes so many [#events], then cuts the source off, as a crash does: what it gives later is lost, and [#run] returns.
    public synchronized CollectingSourceContext cutOffAfter(int count) {
        events.most(count);
        return this;
    }

    /// Runs a source until it ends, or until [#stop], or until it is cut off.
    public void run(Source source) throws Exception {
        RowCollector made = new RowCollector(schema, budget, lineLimitBytes, this::add);
        attach(made, Thread.currentThread());
        try {
            source.open(this).run();
        } catch (Exception failure) {
            if (!wasCutOff()) {
                throw failure;
            }
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

    /// Whether the source had more to give than it was allowed to.
    public synchronized boolean wasCutOff() {
        return events.isFull();
    }

    /// What the source gave so far, in its order.
    public synchronized List<SourceEvent> events() {
        return events.all();
    }

    /// What a journal knows that holds the first so many of [#events].
    public synchronized SourcePast pastAfter(int count) {
        return events.past().after(events.all().subList(0, count));
    }

    /// The rows that the source gave so far.
    public synchronized List<List<@Nullable Object>> rows() {
        return events.rows().stream().map(SourceEvent.Row::values).toList();
    }

    /// The first column of each row.
    public List<String> lines() {
        return rows().stream().map(row -> String.valueOf(row.getFirst())).toList();
    }

    public synchronized List<Rejected> rejects() {
        return events.rejects();
    }

    public synchronized List<String> states() {
        return List.copyOf(states);
    }

    /// What the source's buffers take now.
    public long usedBytes() {
        return budget.usedBytes();
    }

    private synchronized long add(List<@Nullable Object> row) {
        events.add(new SourceEvent.Row(row, part, nextOffset));
        return rowCount++;
    }

    @Override
    public RowWriter begin() {
        return begin(NO_PART, 0);
    }

    @Override
    public RowWriter begin(String ofPart, long next) {
        place(ofPart, next);
        return runningCollector();
    }

    private synchronized void place(String ofPart, long next) {
        part = ofPart;
        nextOffset = next;
    }

    @Override
    public synchronized void note(String ofPart, long offset) {
        events.add(new SourceEvent.Note(ofPart, offset));
    }

    @Override
    public synchronized void forget(String ofPart) {
        events.add(new SourceEvent.Forgetting(ofPart));
    }

    @Override
    public synchronized Map<String, Long> resumeFrom() {
        return events.past().offsets();
    }

    @Override
    public void appendLines(long utf8Address, long startsAddress, long endsAddress, int lines) {
        appendLines(utf8Address, startsAddress, endsAddress, lines, NO_PART, 0, endsAddress);
    }

    @Override
    public void appendLines(long utf8Address, long startsAddress, long endsAddress, int lines, String ofPart,
            long base, long nextsAddress) {
        for (int line = 0; line < lines; line++) {
            int start = Memory.intAt(startsAddress + 4L * line);
            int end = Memory.intAt(endsAddress + 4L * line);
            RowWriter row = begin(ofPart, base + Memory.intAt(nextsAddress + 4L * line));
            row.setText(0, utf8Address + start, end - start);
            row.commit();
        }
    }

    @Override
    public LineSplitter openLines() {
        return new LineSplitter(forge, budget, "lines", lineLimitBytes, new SourceLines(this));
    }

    @Override
    public LineSplitter openLines(LineFormat format) {
        return new LineSplitter(forge, budget, "lines", lineLimitBytes, format.quotes(),
                new SourceRows(this, openDecoder(format)));
    }

    @Override
    public LineDecoder openDecoder(LineFormat format) {
        return format.open(forge, budget, "lines");
    }

    @Override
    public void appendRows(Chunk rows) {
        for (int i = 0; i < rows.selectedRows(); i++) {
            place(NO_PART, 0);
            runningCollector().copy(rows, rows.rowAt(i));
        }
    }

    @Override
    public void appendRows(Chunk rows, String ofPart, long base, long nextsAddress) {
        for (int i = 0; i < rows.selectedRows(); i++) {
            place(ofPart, base + Memory.intAt(nextsAddress + 4L * i));
            runningCollector().copy(rows, rows.rowAt(i));
        }
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
        reject(bytes, NO_PART, offset, reason);
    }

    @Override
    public synchronized void reject(MemorySegment bytes, String ofPart, long offset, String reason) {
        byte[] copy = bytes.toArray(ValueLayout.JAVA_BYTE);
        events.add(new Rejected(new String(copy, StandardCharsets.ISO_8859_1), ofPart, offset, reason));
    }

    @Override
    public synchronized void state(String state) {
        states.add(state);
    }

    @Override
    public synchronized boolean isStopping() {
        return stopping || events.isFull();
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
