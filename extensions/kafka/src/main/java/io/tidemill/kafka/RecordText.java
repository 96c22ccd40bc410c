// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import io.tidemill.RowWriter;
import io.tidemill.connector.SourceContext;
import io.tidemill.kernel.text.line.Lines;

/// Which bytes of records may be texts of rows: UTF-8, and not longer than the line limit. Others become rejects.
///
/// The client hands out every key and value as a window on an array of the heap, and they are copied from there to the block.
final class RecordText {
    private static final MemorySegment NOTHING = MemorySegment.ofArray(new byte[0]);

    private final SourceContext context;
    private final int limitBytes;

    RecordText(SourceContext context) {
        this.context = context;
        this.limitBytes = context.lineLimitBytes();
    }

    /// Whether bytes are a text; if not, they have been rejected.
    ///
    /// @param what they are, for the reason: `the value`
    boolean accepts(ByteBuffer bytes, String what, ReadPartition partition, long offset) {
        return accepts(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), what, partition,
                offset);
    }

    boolean accepts(byte[] array, int from, int bytes, String what, ReadPartition partition, long offset) {
        if (bytes > limitBytes) {
            reject(array, from, bytes, partition, offset, "%s longer than %,d bytes".formatted(what, limitBytes));
            return false;
        }
        if (!Lines.isUtf8(array, from, bytes)) {
            reject(array, from, bytes, partition, offset, "invalid UTF-8 in " + what);
            return false;
        }
        return true;
    }

    private void reject(byte[] array, int from, int bytes, ReadPartition partition, long offset, String reason) {
        context.reject(MemorySegment.ofArray(array).asSlice(from, bytes), partition.part(), offset, reason);
    }

    /// Rejects a record for something other than its bytes.
    void rejectEmpty(ReadPartition partition, long offset, String reason) {
        context.reject(NOTHING, partition.part(), offset, reason);
    }

    /// Sets a text that was accepted.
    static void set(RowWriter row, int column, @Nullable ByteBuffer text) {
        if (text == null) {
            row.setNull(column);
        } else {
            row.setText(column, text.array(), text.arrayOffset() + text.position(), text.remaining());
        }
    }
}
