// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.math.BigDecimal;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Shows a row to people and programs: a JSON object with a member for each column, in order.
public final class RowText {
    private static final long MEMORY = 1 << 20; // for a row without text

    private final StringBuilder text = new StringBuilder();

    private RowText() {}

    /// A row of a chunk.
    public static String of(Chunk chunk, int row) {
        RowCursor cursor = new RowCursor(chunk.schema());
        cursor.borrow(chunk);
        return new RowText().row(cursor.moveTo(row));
    }

    /// A value, as the row that it would be.
    public static <T> String of(Encoding<T> encoding, T value) {
        Schema schema = encoding.schema();
        Type first = schema.field(0).type();
        if (first.equals(Type.UTF8) || first.equals(Type.OBJECT)) {
            return new RowText().single(schema.field(0).name(), value); // what has more columns has no text among them
        }
        try (MemoryBudget budget = MemoryBudget.limited("a row to be shown", MEMORY);
                Block block = new Block(budget, "the row", schema, 1, 0)) {
            BlockWriter writer = new BlockWriter(schema);
            writer.begin(block);
            boolean _ = encoding.codec().write(value, writer);
            writer.endRow();
            return of(new Chunk(schema).view(block, 0, 1), 0);
        } catch (RuntimeException unwritable) {
            return new RowText().single(Encoding.VALUE, value);
        }
    }

    private String single(String name, Object value) {
        text.append('{');
        quote(name);
        text.append(':');
        value(value);
        return text.append('}').toString();
    }

    private String row(RowCursor row) {
        text.append('{');
        for (int column = 0; column < row.schema().size(); column++) {
            text.append(column == 0 ? "" : ",");
            quote(row.schema().field(column).name());
            text.append(':');
            value(row.valueAt(column));
        }
        return text.append('}').toString();
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> text.append("null");
            case Double number when !Double.isFinite(number) -> quote(number.toString());
            case Float number when !Float.isFinite(number) -> quote(number.toString());
            case Byte _,Short _,Integer _,Long _,Float _,Double _,Boolean _ -> text.append(value);
            case BigDecimal number -> text.append(number.toPlainString());
            case byte[] bytes -> quote(HexFormat.of().formatHex(bytes));
            default -> quote(string(value));
        }
    }

    /// What an object says of itself, which is user code.
    private String string(Object value) {
        try {
            return String.valueOf(value);
        } catch (Exception | StackOverflowError failed) {
            return "a %s whose toString threw %s".formatted(value.getClass().getName(), failed.getClass().getName());
        }
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ') {
                        text.append("\\u%04x".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
