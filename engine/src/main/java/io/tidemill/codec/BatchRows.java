// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import io.tidemill.Dataset;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;

/// The rows of one batch, kept to be lent to user code as a [Dataset]. One thread.
public final class BatchRows<T> implements AutoCloseable {
    private final RowBuffer buffer;
    private final RowCodec<T> codec;

    /// @param what is kept, for the message when the budget does not allow it
    public BatchRows(Encoding<T> encoding, MemoryBudget budget, String what) {
        this.buffer = new RowBuffer(encoding.schema(), budget, what);
        this.codec = encoding.codec();
    }

    public void append(Chunk chunk) {
        buffer.append(chunk);
    }

    /// Appends all rows of another one, which stays as it is.
    public void append(BatchRows<T> other) {
        buffer.append(other.buffer);
    }

    /// Forgets all rows.
    public void clear() {
        buffer.clear();
    }

    /// Lends what was appended. Closing the loan forgets the rows, and access to its dataset throws from then on.
    public Loan<T> lend() {
        return new Loan<>(buffer, codec);
    }

    @Override
    public void close() {
        buffer.close();
    }

    /// A batch in the hands of user code.
    public static final class Loan<T> implements Dataset.Rows<T>, AutoCloseable {
        private final RowBuffer buffer;
        private final RowCodec<T> codec;
        private boolean over;

        private Loan(RowBuffer buffer, RowCodec<T> codec) {
            this.buffer = buffer;
            this.codec = codec;
        }

        public Dataset<T> dataset() {
            return new Dataset<>(this);
        }

        @Override
        public int size() {
            requireLent();
            return buffer.rows();
        }

        @Override
        public T at(int row) {
            requireLent();
            return buffer.at(row, codec);
        }

        @Override
        public void close() {
            over = true;
            buffer.clear();
        }

        private void requireLent() {
            if (over) {
                throw new IllegalStateException(
                        "this dataset was lent for the length of a callback, which has returned: collect() what is to be kept");
            }
        }
    }
}
