// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.PackedList;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What came of bytes that were split into lines and decoded: `List` for a row, `!offset reason` for what is none.
public final class Decoded implements RowOutput, AutoCloseable {
    private static final int LINE_LIMIT = 1 << 16;

    private final List<Object> events = new ArrayList<>();
    private final LineDecoder decoder;
    private final LineSplitter splitter;
    private long starts;
    private long offset;

    public Decoded(LineFormat format, Forge forge, MemoryBudget budget) {
        decoder = format.open(forge, budget, "test");
        splitter = new LineSplitter(forge, budget, "test", LINE_LIMIT, format.quotes(), new Lines());
    }

    /// What comes of bytes that arrive all at once.
    public static List<Object> of(LineFormat format, Forge forge, String text) {
        return of(format, forge, text.getBytes(UTF_8));
    }

    public static List<Object> of(LineFormat format, Forge forge, byte[] bytes) {
        MemoryBudget budget = MemoryBudget.limited("test", 64 << 20);
        try (Decoded decoded = new Decoded(format, forge, budget)) {
            decoded.put(bytes, 0, bytes.length);
            return decoded.end();
        } finally {
            budget.close();
        }
    }

    /// Gives the next bytes.
    public Decoded put(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            ByteBuffer room = splitter.room();
            int count = Math.min(room.remaining(), to - at);
            room.put(bytes, at, count);
            splitter.take(count);
            at += count;
        }
        return this;
    }

    /// Ends the input; answers what came of it.
    public List<Object> end() {
        splitter.endOfInput();
        return events;
    }

    public long badValues() {
        return decoder.badValues();
    }

    private final class Lines implements LineOutput {

        @Override
        public void lines(long utf8Address, long startsAddress, long endsAddress, int lines, String input,
                long base) {
            starts = startsAddress;
            offset = base;
            boolean isFirst = base + Memory.intAt(startsAddress) == 0;
            decoder.decode(utf8Address, startsAddress, endsAddress, lines, isFirst, Decoded.this);
        }

        @Override
        public void reject(long address, int bytes, String input, long at, String reason) {
            events.add("!" + at + " " + reason);
        }

        @Override
        public void close() {
            decoder.close();
        }
    }

    @Override
    public void reject(int line, String reason) {
        events.add("!" + (offset + Memory.intAt(starts + 4L * line)) + " " + reason);
    }

    @Override
    public void rows(Chunk rows, int from) {
        for (int row = 0; row < rows.rows(); row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int column = 0; column < rows.schema().size(); column++) {
                values.add(value(rows.column(column), row));
            }
            events.add(values);
        }
    }

    private static @Nullable Object value(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column.type().kind()) {
            case BOOL -> column.booleanAt(row);
            case INT8, INT16, INT32, DATE -> column.intAt(row);
            case INT64, TIMESTAMP, TIMESTAMP_NTZ, TIME -> column.longAt(row);
            case DECIMAL -> column.decimalAt(row);
            case FLOAT32 -> column.floatAt(row);
            case FLOAT64 -> column.doubleAt(row);
            case UTF8 -> column.stringAt(row);
            case LIST -> {
                Column elements = new Column(column.type().elementType());
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = 0, size = PackedList.view(column, row, elements); i < size; i++) {
                    values.add(value(elements, i));
                }
                yield values;
            }
            case BINARY, OBJECT -> throw new AssertionError(column.type());
        };
    }

    /// Closes the splitter, which closes the decoder.
    @Override
    public void close() {
        splitter.close();
    }
}
