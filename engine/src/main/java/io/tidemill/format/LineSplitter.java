// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

import java.nio.ByteBuffer;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.text.line.Lines;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// Cuts bytes into lines, however the bytes are split.
///
/// The source reads into [#room] and tells [#take] how much came. As for Java's and Spark's readers a line ends at `\n`, at
/// `\r\n`, or at a `\r` alone; its end is no part of it, and what stands behind the last end is a line at the end of the input.
/// Within [LineQuotes] none of them ends it.
/// A line that is not UTF-8, or longer than the limit, is one reject; of the latter the first [#KEPT_BYTES] bytes are kept, and
/// the rest is skipped as it comes, so that memory is bounded whatever is sent.
///
/// Lines are handed on in runs, without a copy or garbage.
public final class LineSplitter implements AutoCloseable {
    /// The most bytes to read at once: fits into the second level of caches together with what is cut from it.
    static final int READ_BYTES = 128 << 10;
    /// The most lines of a run.
    static final int RUN_LINES = 8192;
    /// How much is kept of a line that is longer than the limit.
    public static final int KEPT_BYTES = 4096;
    private static final int MAX_LINE_LIMIT_BYTES = 1 << 30; // positions in the buffer are ints

    private final int lineLimitBytes;
    private final LineOutput output;
    private final Kernel<Loop.TextPositions> lineEnds;
    private final @Nullable QuotedLineEnds quotedLineEnds; // null where a line end ends a line, wherever it stands
    private final Kernel<Loop.TextCheck> utf8;
    private final Buffer buffer;
    private final Buffer positions;
    private final long text;
    private final long starts;
    private final long ends;
    private final int capacity;
    private final ByteBuffer room;
    private final String tooLong;
    private String input = "";

    private long offset; // of the buffer's first byte in the input
    private int filled;
    private int scanned;
    private int lineStart;
    private boolean afterReturn; // the line before ended with \r: a \n at lineStart belongs to it
    private boolean skipping; // within a line that was rejected as too long

    /// @param what names the source in messages about memory
    public LineSplitter(Forge forge, MemoryBudget budget, String what, int lineLimitBytes, LineOutput output) {
        this(forge, budget, what, lineLimitBytes, LineQuotes.NONE, output);
    }

    /// @param quotes within which a line end ends no line
    /// @param output closed by this, also if there is no memory for it
    public LineSplitter(Forge forge, MemoryBudget budget, String what, int lineLimitBytes, LineQuotes quotes,
            LineOutput output) {
        if (lineLimitBytes < 1 || lineLimitBytes > MAX_LINE_LIMIT_BYTES) {
            throw new IllegalArgumentException(
                    "the line limit must be 1 to %,d bytes, was %,d".formatted(MAX_LINE_LIMIT_BYTES, lineLimitBytes));
        }
        this.lineLimitBytes = lineLimitBytes;
        this.output = output;
        this.lineEnds = forge.kernel(Lines.ends());
        this.quotedLineEnds = quotes.equals(LineQuotes.NONE) ? null : new QuotedLineEnds(quotes);
        this.utf8 = forge.kernel(Lines.utf8());
        this.capacity = lineLimitBytes + READ_BYTES;
        this.buffer = allocateBuffer(budget, what);
        this.positions = allocatePositions(budget, what);
        this.text = buffer.address();
        this.starts = positions.address();
        this.ends = starts + 4L * RUN_LINES;
        this.room = Memory.segment(text, capacity).asByteBuffer();
        this.tooLong = String.format(Locale.ROOT, "line longer than %,d bytes", lineLimitBytes);
    }

    /// Makes the loops of splitters known to a Forge, so that they are there when it warms up.
    public static void prepare(Forge forge) {
        forge.kernel(Lines.ends());
        forge.kernel(Lines.utf8());
    }

    private Buffer allocateBuffer(MemoryBudget budget, String what) {
        try {
            return Buffer.allocate(budget, what, capacity);
        } catch (RuntimeException | Error refused) {
            output.close();
            throw refused;
        }
    }

    private Buffer allocatePositions(MemoryBudget budget, String what) {
        try {
            return Buffer.allocate(budget, what, 2 * 4L * RUN_LINES);
        } catch (RuntimeException | Error refused) {
            buffer.close();
            output.close();
            throw refused;
        }
    }

    /// Begins another input, such as a file: offsets count from 0 again.
    public void begin(String inputName) {
        restart();
        offset = 0;
        input = inputName;
    }

    /// Goes on in the input that was begun, at a place where a line ended: the rest of that line, most often no more than its end, is
    /// skipped.
    public void goOnAt(long lineEnd) {
        offset = lineEnd;
        skipping = true;
    }

    /// Where the next bytes go: from its position to its limit there is always room.
    public ByteBuffer room() {
        return room.clear().limit(Math.min(capacity, filled + READ_BYTES)).position(filled);
    }

    /// Cuts the bytes that were put into [#room].
    public void take(int bytes) {
        filled += bytes;
        while (scanned < filled) {
            int found = lineEnds();
            cut(found);
            scanned = found < RUN_LINES ? filled : lineStart;
        }
        if (!skipping && filled - lineStart > lineLimitBytes) {
            rejectTooLong(lineStart);
            skipping = true;
            afterReturn = false;
            if (quotedLineEnds != null) {
                quotedLineEnds.closeQuotes(); // a quote too many costs one line, not the rest
            }
        }
        if (skipping) {
            lineStart = filled;
        }
        makeRoom();
    }

    private int lineEnds() {
        QuotedLineEnds quoted = quotedLineEnds;
        return quoted == null
                ? lineEnds.current().apply(text, scanned, filled, ends, RUN_LINES)
                : quoted.find(text, scanned, filled, ends, RUN_LINES);
    }

    /// Turns the positions of bytes 10 and 13 in `ends` into lines and hands them on.
    private void cut(int found) {
        int lines = 0;
        for (int i = 0; i < found; i++) {
            int end = Memory.intAt(ends + 4L * i);
            boolean isReturn = Memory.byteAt(text + end) == '\r';
            if (afterReturn && !isReturn && end == lineStart) {
                afterReturn = false;
                lineStart = end + 1;
                continue;
            }
            if (skipping) {
                skipping = false;
            } else if (end - lineStart > lineLimitBytes) {
                handOn(lines);
                lines = 0;
                rejectTooLong(lineStart);
            } else {
                Memory.putInt(starts + 4L * lines, lineStart);
                Memory.putInt(ends + 4L * lines, end); // lines <= i: overwrites what was read
                lines++;
            }
            afterReturn = isReturn;
            lineStart = end + 1;
        }
        handOn(lines);
    }

    /// Hands on lines, in runs between those that are not UTF-8. Line ends are ASCII and cut no valid sequence in two, so that a
    /// run is checked as a whole.
    private void handOn(int lines) {
        int done = 0;
        while (done < lines) {
            int from = Memory.intAt(starts + 4L * done);
            int bytes = Memory.intAt(ends + 4L * (lines - 1)) - from;
            int valid = utf8.current().apply(text + from, bytes);
            int good = valid == bytes ? lines : lineAt(from + valid, done, lines);
            if (good > done) {
                output.lines(text, starts + 4L * done, ends + 4L * done, good - done, input,
                        offset);
            }
            if (good < lines) {
                reject(Memory.intAt(starts + 4L * good), Memory.intAt(ends + 4L * good), "invalid UTF-8");
            }
            done = good + 1;
        }
    }

    /// The line that holds a position.
    private int lineAt(int position, int from, int to) {
        int low = from;
        int high = to - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Memory.intAt(ends + 4L * middle) > position) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void rejectTooLong(int start) {
        reject(start, start + Math.min(KEPT_BYTES, lineLimitBytes), tooLong);
    }

    private void reject(int start, int end, String reason) {
        output.reject(text + start, end - start, input, offset + start, reason);
    }

    /// Moves the unfinished line to the front when that costs no more than what was cut before it, or when it must be.
    private void makeRoom() {
        int unfinished = filled - lineStart;
        if (unfinished <= lineStart || capacity - filled < READ_BYTES) {
            Memory.copy(text + lineStart, text, unfinished);
            offset += lineStart;
            scanned -= lineStart;
            filled = unfinished;
            lineStart = 0;
        }
    }

    /// Ends the input: what stands behind the last line end is a line. More bytes may follow, of a line of their own.
    public void endOfInput() {
        if (filled > lineStart) {
            Memory.putInt(starts, lineStart);
            Memory.putInt(ends, filled);
            handOn(1);
        }
        restart();
    }

    /// Ends the input in the middle: what stands behind the last line end is a reject.
    public void abandon(String reason) {
        if (filled > lineStart) {
            reject(lineStart, filled, reason);
        }
        restart();
    }

    private void restart() {
        offset += filled;
        filled = 0;
        scanned = 0;
        lineStart = 0;
        afterReturn = false;
        skipping = false;
        if (quotedLineEnds != null) {
            quotedLineEnds.begin();
        }
    }

    @Override
    public void close() {
        buffer.close();
        positions.close();
        output.close();
    }
}
