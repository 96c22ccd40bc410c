// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.evaluator;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;

/// Where an evaluator puts the texts that it makes: it grows to what the largest chunk so far has needed.
public final class TextTarget implements AutoCloseable {
    private static final String WHAT = "the texts of an expression";

    private final MemoryBudget budget;
    private final long starts;
    private final long ends;
    private Buffer bytes;

    TextTarget(MemoryBudget budget, int chunkRows, long starts, long ends) {
        this.budget = budget;
        this.starts = starts;
        this.ends = ends;
        this.bytes = Buffer.allocate(budget, WHAT, 16L * chunkRows);
    }

    /// Makes room for so many bytes of text; what was there is lost.
    public void ensure(long needed) {
        if (needed <= bytes.bytes()) {
            return;
        }
        if (needed > Integer.MAX_VALUE) {
            throw new MemoryLimitException(
                    "%s of one chunk are %,d bytes, more than a column holds: let chunks have fewer rows".formatted(
                            WHAT,
                            needed));
        }
        Buffer larger = Buffer.allocate(budget, WHAT, Math.max(needed, Math.min(2 * bytes.bytes(), Integer.MAX_VALUE)));
        bytes.close();
        bytes = larger;
    }

    public long data() {
        return bytes.address();
    }

    int capacity() {
        return (int) bytes.bytes();
    }

    public long starts() {
        return starts;
    }

    public long ends() {
        return ends;
    }

    @Override
    public void close() {
        bytes.close();
    }
}
