// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.tidemill.memory.Schema;
import io.tidemill.operator.Operator;

/// An operator to be verified, what it ought to do, and with which rows.
///
/// @param name what is verified, for messages
/// @param rows makes the input
/// @param operator makes the operator, as often as asked
/// @param reference makes what the operator is compared with
/// @param chunkRows the most rows of a chunk, in and out
/// @param textBytes room for the text of one utf8 column of an output chunk
/// @param batchMicros time between two ticks; the zero time is 0
/// @param ordered whether the rows of a batch have to come in the reference's order; else any order that does not depend on how
///         the batch was cut into chunks
/// @param allocationFree whether the operator must not allocate on the heap once it is warm
/// @param anyLanes whether the same rows come out whatever the number of lanes; not if it matters which row was first
/// @param seenAs what of a row is held against the reference: not the last digits of floats, if it adds them in another order
/// @param eventTime what the watermark goes by; without it, it stands at 0 until the end
public record OperatorCase(String name, Schema input, Schema output, RowMaker rows,
        Supplier<? extends Operator> operator,
        Supplier<? extends RowReference> reference, int chunkRows, int textBytes, long batchMicros, boolean ordered,
        boolean allocationFree, boolean anyLanes, Optional<EventTimes> eventTime,
        UnaryOperator<TestRow> seenAs) {

    public static OperatorCase of(String name, Schema input, Schema output, Supplier<? extends Operator> operator,
            Supplier<? extends RowReference> reference) {
        return new OperatorCase(name, input, output, RandomRows.of(input), operator, reference, 256,
                ChunkMaker.textBytes(256), 100_000, true, false, true, Optional.empty(), UnaryOperator.identity());
    }

    public OperatorCase rows(RowMaker maker) {
        return new OperatorCase(name, input, output, maker, operator, reference, chunkRows, textBytes, batchMicros,
                ordered, allocationFree, anyLanes, eventTime, seenAs);
    }

    public OperatorCase chunkRows(int rows) {
        return new OperatorCase(name, input, output, this.rows, operator, reference, rows, textBytes, batchMicros,
                ordered, allocationFree, anyLanes, eventTime, seenAs);
    }

    public OperatorCase textBytes(int bytes) {
        return new OperatorCase(name, input, output, rows, operator, reference, chunkRows, bytes, batchMicros, ordered,
                allocationFree, anyLanes, eventTime, seenAs);
    }

    public OperatorCase batchMicros(long micros) {
        return new OperatorCase(name, input, output, rows, operator, reference, chunkRows, textBytes, micros, ordered,
                allocationFree, anyLanes, eventTime, seenAs);
    }

    /// Rows of a batch may come in any order, as long as it is the same however the batch was cut.
    public OperatorCase inAnyOrder() {
        return new OperatorCase(name, input, output, rows, operator, reference, chunkRows, textBytes, batchMicros,
                false, allocationFree, anyLanes, eventTime, seenAs);
    }

    /// No bytes may be allocated on the heap once the operator is warm.
    public OperatorCase columnar() {
        return new OperatorCase(name, input, output, rows, operator, reference, chunkRows, textBytes, batchMicros,
                ordered, true, anyLanes, eventTime, seenAs);
    }

    /// The order in which rows of several lanes come together matters to what the operator makes of them.
    public OperatorCase inOneLane() {
        return new OperatorCase(name, input, output, rows, operator, reference, chunkRows, textBytes, batchMicros,
                ordered, allocationFree, false, eventTime, seenAs);
    }

    /// The watermark follows the rows' own time.
    public OperatorCase eventTime(EventTimes times) {
        return new OperatorCase(name, input, output, rows, operator, reference, chunkRows, textBytes, batchMicros,
                ordered, allocationFree, anyLanes, Optional.of(times), seenAs);
    }

    /// Rows are held against the reference as a function shows them, but against each other as they are.
    public OperatorCase seenAs(UnaryOperator<TestRow> function) {
        return new OperatorCase(name, input, output, rows, operator, reference, chunkRows, textBytes, batchMicros,
                ordered, allocationFree, anyLanes, eventTime, function);
    }
}
