// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import io.tidemill.RowWriter;
import io.tidemill.connector.SourceContext;
import io.tidemill.format.LineDecoder;
import io.tidemill.format.LineFormat;
import io.tidemill.format.LineSplitter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.testkit.CollectingSourceContext;

/// Collects what a source gives while time is the machine's: the broker's does not stand still either.
final class RunningContext implements SourceContext {
    private static final long PARK_NANOS = 1_000_000;

    private final CollectingSourceContext collected;
    private volatile Map<String, Long> output = Map.of();

    RunningContext(CollectingSourceContext collected) {
        this.collected = collected;
    }

    /// Says how far output has come.
    void output(Map<String, Long> positions) {
        output = Map.copyOf(positions);
    }

    @Override
    public Map<String, Long> outputPositions() {
        return output;
    }

    @Override
    public boolean sleep(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!isStopping() && System.nanoTime() < end) {
            LockSupport.parkNanos(PARK_NANOS);
        }
        return !isStopping();
    }

    @Override
    public long nowMicros() {
        return System.currentTimeMillis() * 1_000;
    }

    @Override
    public RowWriter begin() {
        return collected.begin();
    }

    @Override
    public RowWriter begin(String part, long nextOffset) {
        return collected.begin(part, nextOffset);
    }

    @Override
    public void note(String part, long offset) {
        collected.note(part, offset);
    }

    @Override
    public void forget(String part) {
        collected.forget(part);
    }

    @Override
    public Map<String, Long> resumeFrom() {
        return collected.resumeFrom();
    }

    @Override
    public void appendLines(long utf8Address, long startsAddress, long endsAddress, int lines) {
        collected.appendLines(utf8Address, startsAddress, endsAddress, lines);
    }

    @Override
    public void appendLines(long utf8Address, long startsAddress, long endsAddress, int lines, String part,
            long base, long nextsAddress) {
        collected.appendLines(utf8Address, startsAddress, endsAddress, lines, part, base, nextsAddress);
    }

    @Override
    public void appendRows(Chunk rows) {
        collected.appendRows(rows);
    }

    @Override
    public void appendRows(Chunk rows, String part, long base, long nextsAddress) {
        collected.appendRows(rows, part, base, nextsAddress);
    }

    @Override
    public LineSplitter openLines(LineFormat format) {
        return collected.openLines(format);
    }

    @Override
    public LineDecoder openDecoder(LineFormat format) {
        return collected.openDecoder(format);
    }

    @Override
    public LineSplitter openLines() {
        return collected.openLines();
    }

    @Override
    public void reject(MemorySegment bytes, long offset, String reason) {
        collected.reject(bytes, offset, reason);
    }

    @Override
    public void reject(MemorySegment bytes, String part, long offset, String reason) {
        collected.reject(bytes, part, offset, reason);
    }

    @Override
    public void state(String state) {
        collected.state(state);
    }

    @Override
    public boolean isStopping() {
        return collected.isStopping();
    }

    @Override
    public MemoryBudget budget() {
        return collected.budget();
    }

    @Override
    public int lineLimitBytes() {
        return collected.lineLimitBytes();
    }
}
