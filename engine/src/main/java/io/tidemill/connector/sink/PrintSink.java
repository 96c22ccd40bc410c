// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.sink;

import java.io.PrintStream;

import io.tidemill.Time;
import io.tidemill.codec.RowCodec;
import io.tidemill.connector.Sink;
import io.tidemill.memory.Bytes;
import io.tidemill.memory.Chunk;
import io.tidemill.plan.UserCode;

/// Prints the first rows of every batch, in Spark's format.
///
/// ```
/// -------------------------------------------
/// Time: 1700000000000 ms
/// -------------------------------------------
/// (tide,3)
/// (mill,1)
/// ...
///
/// ```
/// The dots say that there are more.
public final class PrintSink<T> implements Sink {
    private static final String LINE = "-".repeat(43);

    private final RowCodec<T> codec;
    private final int most;
    private final PrintStream out;
    private final UserCode code;
    private final StringBuilder text = new StringBuilder();
    private int printed;
    private boolean more;

    /// @param most rows to print
    public PrintSink(RowCodec<T> codec, int most, PrintStream out, UserCode code) {
        this.codec = codec;
        this.most = most;
        this.out = out;
        this.code = code;
    }

    @Override
    public void accept(Chunk chunk) {
        int rows = Math.min(chunk.rows(), most - printed);
        for (int row = 0; row < rows; row++) {
            text.append(text(chunk, row)).append(System.lineSeparator());
        }
        printed += rows;
        more |= rows < chunk.rows();
    }

    private String text(Chunk chunk, int row) {
        try {
            Object value = codec.read(chunk, row);
            return value instanceof byte[] bytes ? Bytes.of(bytes).toString() : String.valueOf(value);
        } catch (Throwable thrown) {
            throw code.failure(thrown);
        }
    }

    @Override
    public void endOfBatch(long batchId, long batchTimeMicros, boolean endOfStream) {
        String end = System.lineSeparator();
        String head = LINE + end + "Time: " + new Time(batchTimeMicros) + end + LINE + end;
        out.print(head + text + (more ? "..." + end : "") + end);
        out.flush();
        text.setLength(0);
        printed = 0;
        more = false;
    }

    @Override
    public void close() {
        text.setLength(0);
    }
}
