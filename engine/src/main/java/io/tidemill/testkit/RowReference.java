// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.function.Consumer;

/// What an operator ought to do, said as simply as can be: one row after the other, on the heap.
public interface RowReference {

    void row(TestRow row, Consumer<TestRow> output);

    /// Called at the end of each batch.
    default void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {}
}
