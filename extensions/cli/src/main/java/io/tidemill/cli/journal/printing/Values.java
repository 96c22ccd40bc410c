// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.printing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.tidemill.memory.Column;
import io.tidemill.memory.PackedList;

/// Values of columns as text: numbers as Java writes them, times and dates as ISO 8601 has them, bytes as hexadecimal digits.
public final class Values {
    private Values() {}

    /// A value that is not null.
    public static String text(Column column, int row) {
        return switch (column.type().kind()) {
            case BOOL -> Boolean.toString(column.booleanAt(row));
            case INT8, INT16, INT32, INT64 -> Long.toString(column.longAt(row));
            case FLOAT32 -> Float.toString(column.floatAt(row));
            case FLOAT64 -> Double.toString(column.doubleAt(row));
            case UTF8 -> column.stringAt(row);
            case DECIMAL -> column.decimalAt(row).toPlainString();
            case BINARY -> HexFormat.of().formatHex(column.bytesAt(row));
            case TIMESTAMP_NTZ ->
                LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC)
                        .plus(column.longAt(row), ChronoUnit.MICROS)
                        .toString();
            case TIME -> LocalTime.ofNanoOfDay(column.longAt(row) * 1_000).toString();
            case TIMESTAMP -> moment(column.longAt(row));
            case DATE -> LocalDate.ofEpochDay(column.intAt(row)).toString();
            case LIST -> list(column, row);
            case OBJECT -> throw new IllegalArgumentException("a journal keeps no " + column.type());
        };
    }

    /// `[1, null, 3]`.
    private static String list(Column lists, int row) {
        Column elements = new Column(lists.type().elementType());
        int size = PackedList.view(lists, row, elements);
        return IntStream.range(0, size)
                .mapToObj(element -> elements.isNull(element) ? "null" : text(elements, element))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /// Microseconds since 1970 as `2026-11-23T08:37:21.836Z`.
    public static String moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
