// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.Row;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.memory.Type.Kind;

/// A row that moves over the rows of chunks, without garbage. One thread.
///
/// [#release] ends the loan: any access throws until the cursor is set on a chunk again.
public final class RowCursor implements Row {
    private static final int RELEASED = -1;

    private final Schema schema;
    private final Kind[] kinds;
    private final Column[] columns;
    private int row = RELEASED;

    public RowCursor(Schema schema) {
        this.schema = schema;
        this.kinds = new Kind[schema.size()];
        this.columns = new Column[schema.size()];
        for (int column = 0; column < kinds.length; column++) {
            Type type = schema.field(column).type();
            kinds[column] = type.kind();
            columns[column] = new Column(type);
        }
    }

    /// Borrows a chunk; stands before its first row.
    public void borrow(Chunk chunk) {
        for (int column = 0; column < columns.length; column++) {
            columns[column] = chunk.column(column);
        }
    }

    /// Stands on a row of the borrowed chunk.
    public RowCursor moveTo(int chunkRow) {
        row = chunkRow;
        return this;
    }

    /// Ends the loan.
    public void release() {
        row = RELEASED;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean isNull(int column) {
        return columns[column].isNull(row());
    }

    @Override
    public boolean booleanAt(int column) {
        return value(column, kinds[column] == Kind.BOOL, "a boolean").booleanAt(row);
    }

    @Override
    public int intAt(int column) {
        Kind kind = kinds[column];
        return value(column, kind == Kind.INT32 || kind == Kind.INT16 || kind == Kind.INT8, "an int").intAt(row);
    }

    @Override
    public long longAt(int column) {
        Kind kind = kinds[column];
        boolean fits = kind == Kind.INT64 || kind == Kind.INT32 || kind == Kind.INT16 || kind == Kind.INT8
                || kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMP_NTZ || kind == Kind.TIME;
        return value(column, fits, "a long").longAt(row);
    }

    @Override
    public float floatAt(int column) {
        return value(column, kinds[column] == Kind.FLOAT32, "a float").floatAt(row);
    }

    @Override
    public double doubleAt(int column) {
        return value(column, kinds[column] == Kind.FLOAT64 || kinds[column] == Kind.FLOAT32, "a double").doubleAt(row);
    }

    @Override
    public String stringAt(int column) {
        return value(column, kinds[column] == Kind.UTF8, "text").stringAt(row);
    }

    @Override
    public Instant instantAt(int column) {
        return Times.instant(value(column, kinds[column] == Kind.TIMESTAMP, "a timestamp").longAt(row));
    }

    @Override
    public LocalDate dateAt(int column) {
        return Times.date(value(column, kinds[column] == Kind.DATE, "a date").intAt(row));
    }

    @Override
    public LocalDateTime dateTimeAt(int column) {
        return Times.dateTime(value(column, kinds[column] == Kind.TIMESTAMP_NTZ, "a timestamp_ntz").longAt(row));
    }

    @Override
    public LocalTime timeAt(int column) {
        return Times.time(value(column, kinds[column] == Kind.TIME, "a time").longAt(row));
    }

    @Override
    public BigDecimal decimalAt(int column) {
        return value(column, kinds[column] == Kind.DECIMAL, "a decimal").decimalAt(row);
    }

    @Override
    public long unscaledAt(int column) {
        return value(column, kinds[column] == Kind.DECIMAL, "a decimal").longAt(row);
    }

    @Override
    public byte[] bytesAt(int column) {
        return value(column, kinds[column] == Kind.BINARY, "binary").bytesAt(row);
    }

    @Override
    public List<@Nullable Object> listAt(int column) {
        return Lists.read(value(column, kinds[column] == Kind.LIST, "a list"), row);
    }

    @Override
    public int textBytes(int column) {
        return textOrBytes(column).textBytes(row);
    }

    @Override
    public void copyText(int column, byte[] target, int targetFrom) {
        Column text = textOrBytes(column);
        Memory.copyOut(text.textAddress(row), target, targetFrom, text.textBytes(row));
    }

    private Column textOrBytes(int column) {
        return value(column, kinds[column] == Kind.UTF8 || kinds[column] == Kind.BINARY, "text or binary");
    }

    @Override
    public @Nullable Object valueAt(int column) {
        return isNull(column) ? null : boxed(columns[column], row);
    }

    @Override
    public Row copy() {
        return RowValue.of(schema, columns, row());
    }

    @Override
    public String toString() {
        return row == RELEASED ? "[released]" : copy().toString();
    }

    /// The value of a row that has one, as [#valueAt] answers it.
    public static Object boxed(Column column, int row) {
        return switch (column.type().kind()) {
            case BOOL -> column.booleanAt(row);
            case INT8 -> (byte) column.intAt(row);
            case INT16 -> (short) column.intAt(row);
            case INT32 -> column.intAt(row);
            case INT64 -> column.longAt(row);
            case FLOAT32 -> column.floatAt(row);
            case FLOAT64 -> column.doubleAt(row);
            case UTF8 -> column.stringAt(row);
            case DECIMAL -> column.decimalAt(row);
            case BINARY -> column.bytesAt(row);
            case TIMESTAMP_NTZ -> Times.dateTime(column.longAt(row));
            case TIME -> Times.time(column.longAt(row));
            case TIMESTAMP -> Times.instant(column.longAt(row));
            case DATE -> Times.date(column.intAt(row));
            case OBJECT -> Objects.requireNonNull(column.objectAt(row));
            case LIST -> Lists.read(column, row);
        };
    }

    private int row() {
        if (row == RELEASED) {
            throw new IllegalStateException(
                    "this row was lent for the length of a callback, which has returned: keep a copy()");
        }
        return row;
    }

    private Column value(int index, boolean fits, String asked) {
        Column column = columns[index];
        if (!fits) {
            throw RowValue.mismatch(schema, index, asked);
        }
        if (column.isNull(row())) {
            throw RowValue.isNull(schema, index);
        }
        return column;
    }
}
