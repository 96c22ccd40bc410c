// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector;

import java.lang.foreign.MemorySegment;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tidemill.RowWriter;
import io.tidemill.format.LineDecoder;
import io.tidemill.format.LineFormat;
import io.tidemill.format.LineSplitter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;

/// What a source of lines sees that gives rows of a format: a context for which each line is a row.
final class FormattedContext implements SourceContext, AutoCloseable {
    private static final String NO_PART = "";

    private final SourceContext context;
    private final LineFormat format;
    private @Nullable SourceRows rows; // from the first lines on that the source has cut itself
    private @Nullable LineRow row; // from the first line on that the source writes as a row

    FormattedContext(SourceContext context, LineFormat format) {
        this.context = context;
        this.format = format;
    }

    private SourceRows rows() {
        SourceRows opened = rows;
        if (opened == null) {
            opened = new SourceRows(context, context.openDecoder(format));
            rows = opened;
        }
        return opened;
    }

    @Override
    public LineSplitter openLines() {
        return context.openLines(format);
    }

    @Override
    public LineSplitter openLines(LineFormat other) {
        throw columns();
    }

    @Override
    public LineDecoder openDecoder(LineFormat other) {
        throw columns();
    }

    @Override
    public void appendLines(long utf8Address, long startsAddress, long endsAddress, int lines) {
        rows().messages(utf8Address, startsAddress, endsAddress, lines, NO_PART, 0, endsAddress);
    }

    @Override
    public void appendLines(long utf8Address, long startsAddress, long endsAddress, int lines, String part,
            long base, long nextsAddress) {
        rows().messages(utf8Address, startsAddress, endsAddress, lines, part, base, nextsAddress);
    }

    @Override
    public RowWriter begin() {
        return row().begin(NO_PART, 0);
    }

    @Override
    public RowWriter begin(String part, long nextOffset) {
        return row().begin(part, nextOffset);
    }

    private LineRow row() {
        LineRow opened = row;
        if (opened == null) {
            opened = new LineRow(rows(), context.budget());
            row = opened;
        }
        return opened;
    }

    @Override
    public void appendRows(Chunk chunk) {
        throw columns();
    }

    @Override
    public void appendRows(Chunk chunk, String part, long base, long nextsAddress) {
        throw columns();
    }

    private static IllegalStateException columns() {
        return new IllegalStateException(
                "the source gives columns by itself, and no text that a format could be read from");
    }

    @Override
    public void note(String part, long offset) {
        context.note(part, offset);
    }

    @Override
    public void forget(String part) {
        context.forget(part);
    }

    @Override
    public Map<String, Long> outputPositions() {
        return context.outputPositions();
    }

    @Override
    public Map<String, Long> resumeFrom() {
        return context.resumeFrom();
    }

    @Override
    public void reject(MemorySegment bytes, long offset, String reason) {
        context.reject(bytes, offset, reason);
    }

    @Override
    public void reject(MemorySegment bytes, String part, long offset, String reason) {
        context.reject(bytes, part, offset, reason);
    }

    @Override
    public void state(String state) {
        context.state(state);
    }

    @Override
    public boolean isStopping() {
        return context.isStopping();
    }

    @Override
    public boolean sleep(long millis) {
        return context.sleep(millis);
    }

    @Override
    public long nowMicros() {
        return context.nowMicros();
    }

    @Override
    public MemoryBudget budget() {
        return context.budget();
    }

    @Override
    public int lineLimitBytes() {
        return context.lineLimitBytes();
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
        }
        if (row != null) {
            row.release();
        }
    }
}
