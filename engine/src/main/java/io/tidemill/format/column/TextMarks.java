// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// A bit for each byte of a run of lines that may need a look; whoever walks along the lines jumps from one to the next.
public final class TextMarks implements AutoCloseable {
    /// The most bytes of a run of more than one line: its marks and cells stay in the first caches.
    static final int RUN_BYTES = 64 << 10;

    private final MemoryBudget budget;
    private final String what;
    private final Kernel<Loop.TextMarks> kernel;
    private @Nullable Buffer buffer; // from the first run on; grows to the longest
    private long marks;
    private long bytes;
    private int from;

    public TextMarks(Forge forge, MemoryBudget budget, String what, Shape<Loop.TextMarks> shape) {
        this.budget = budget;
        this.what = what;
        this.kernel = forge.kernel(shape);
    }

    private static long bytesFor(int textBytes) {
        return (textBytes >>> 3) + 3L * Long.BYTES; // a word begun, and one of ones behind
    }

    /// Where a run ends that begins with a line: behind at least one line, and at most [ParsedRows#RUN_LINES].
    public static int runEnd(long starts, long ends, int line, int lines) {
        int most = Math.min(lines, line + ParsedRows.RUN_LINES);
        int start = Memory.intAt(starts + 4L * line);
        int end = line + 1;
        while (end < most && Memory.intAt(ends + 4L * end) - start <= RUN_BYTES) {
            end++;
        }
        return end;
    }

    /// Marks the bytes of a run.
    public void mark(long text, int start, int end) {
        long needed = bytesFor(end - start);
        if (needed > bytes) {
            grow(Math.max(bytesFor(RUN_BYTES), 2 * needed));
        }
        from = start;
        kernel.current().apply(text + start, end - start, marks);
    }

    private void grow(long to) {
        Buffer larger = Buffer.allocate(budget, what, to);
        close();
        buffer = larger;
        marks = larger.address();
        bytes = to;
    }

    /// The position of the next mark, at a position or behind it. There is one behind the run's last byte, and at the 63 behind that.
    public int next(int position) {
        int at = position - from;
        long address = marks + ((long) (at >>> 6) << 3);
        long word = Memory.longAt(address) >>> at;
        return word != 0 ? position + Long.numberOfTrailingZeros(word) : nextWord(address, at);
    }

    private int nextWord(long before, int at) {
        long address = before;
        int first = at & -Long.SIZE;
        long word;
        do {
            address += Long.BYTES;
            first += Long.SIZE;
            word = Memory.longAt(address);
        } while (word == 0);
        return from + first + Long.numberOfTrailingZeros(word);
    }

    @Override
    public void close() {
        Buffer old = buffer;
        if (old != null) {
            old.close();
        }
    }
}
