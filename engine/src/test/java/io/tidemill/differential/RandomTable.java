// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Rows of one or two columns of every type; the first column, `moment`, has a time that grows.
///
/// A column is tame or wild. Tame floats are multiples of a quarter below 1,000, so that their sums are exact in any order. Wild
/// columns have the ends of their types, NaN, infinities, both zeros and awkward text.
record RandomTable(List<Column> columns, List<List<@Nullable Object>> rows, List<Integer> batchOfRow) {
    private static final int MOST_ROWS = 160;
    private static final int MOST_BATCHES = 4;
    private static final int STEP_MILLIS = 700;
    private static final Instant BEGIN = Instant.parse("1969-12-31T23:59:30Z");
    private static final List<Type> TYPES = List.of(Type.BOOL, Type.INT8, Type.INT16, Type.INT32, Type.INT64,
            Type.FLOAT32, Type.FLOAT64, Type.UTF8, Type.TIMESTAMP, Type.DATE);
    private static final List<String> TAME_TEXTS = List.of("", "a", "b", "tide", "the tide", "mill,wheel,pond", "12",
            "-7", " 8 ", "1.5", "2023-11-14", "a longer text than a slot has room for");
    private static final List<String> WILD_TEXTS = List.of("é", "naïve", "浪の花", "😀 tide", "%", "_", "a\\b", "  ",
            "9e3",
            "99999999999999999999", "300", "NaN", "'", "a,,b", ",", "eight888", "nine99999", "a\u0000b",
            "2023-02-29", "1969-12-31 23:59:59.5");
    private static final double[] WILD_FLOATS = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0,
            -0.0, 1e30, -1e-30, 2.5, -2.5, 0.49999999999999994, 127.9, -128.9, 2147483648.0, 9.3e18};
    private static final long[] WILD_INTEGERS = {Long.MIN_VALUE, Long.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE,
            Short.MIN_VALUE, Short.MAX_VALUE, Byte.MIN_VALUE, Byte.MAX_VALUE, 0, -1};

    /// @param wild whether its values are
    record Column(String name, Type type, NullPattern nulls, boolean wild) {}

    static RandomTable make(SplittableRandom random) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("moment", Type.TIMESTAMP, NullPattern.NEVER, false));
        NullPattern[] patterns = NullPattern.values();
        for (Type type : TYPES) {
            int count = type.equals(Type.TIMESTAMP) ? 2 : random.nextInt(1, 3); // beside `moment`, which is never null
            for (int i = 0; i < count; i++) {
                columns.add(new Column(type.toString() + i, type, patterns[random.nextInt(patterns.length)],
                        random.nextInt(3) == 0));
            }
        }
        int rowCount = random.nextInt(4) == 0 ? random.nextInt(5) : random.nextInt(MOST_ROWS);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < rowCount; row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Column column : columns) {
                values.add(column.nulls().isNull(row, random) ? null : value(column, row, random));
            }
            rows.add(Collections.unmodifiableList(values));
        }
        return new RandomTable(List.copyOf(columns), rows, batches(rowCount, random));
    }

    private static List<Integer> batches(int rows, SplittableRandom random) {
        int count = random.nextInt(1, MOST_BATCHES + 1);
        return random.ints(rows, 0, count).sorted().boxed().toList();
    }

    private static Object value(Column column, int row, SplittableRandom random) {
        if (column.name().equals("moment")) {
            return BEGIN.plusMillis((long) row * STEP_MILLIS + random.nextInt(STEP_MILLIS));
        }
        return switch (column.type().kind()) {
            case BOOL -> random.nextBoolean();
            case INT8 -> (byte) integer(column, random);
            case INT16 -> (short) integer(column, random);
            case INT32 -> (int) integer(column, random);
            case INT64 -> integer(column, random);
            case FLOAT32 -> (float) real(column, random);
            case FLOAT64 -> real(column, random);
            case UTF8 -> text(column, random);
            case TIMESTAMP -> Instant.EPOCH.plus(column.wild()
                    ? random.nextLong(-4_000_000_000_000_000L, 4_000_000_000_000_000L)
                    : random.nextLong(-5, 5) * 21_600_500_000L, ChronoUnit.MICROS);
            case DATE ->
                LocalDate.ofEpochDay(column.wild() ? random.nextLong(-30_000, 30_000) : random.nextLong(-40, 40));
            default -> throw new IllegalArgumentException(column.toString());
        };
    }

    private static long integer(Column column, SplittableRandom random) {
        return column.wild() && random.nextInt(3) == 0
                ? WILD_INTEGERS[random.nextInt(WILD_INTEGERS.length)]
                : random.nextLong(-10, 60);
    }

    private static double real(Column column, SplittableRandom random) {
        return column.wild() && random.nextInt(3) == 0
                ? WILD_FLOATS[random.nextInt(WILD_FLOATS.length)]
                : random.nextInt(-4_000, 4_000) * 0.25;
    }

    private static String text(Column column, SplittableRandom random) {
        List<String> texts = column.wild() && random.nextBoolean() ? WILD_TEXTS : TAME_TEXTS;
        return texts.get(random.nextInt(texts.size()));
    }

    Schema schema() {
        return new Schema(columns.stream()
                .map(column -> column.nulls() == NullPattern.NEVER
                        ? Field.of(column.name(), column.type())
                        : Field.nullable(column.name(), column.type()))
                .toList());
    }

    int batches() {
        return batchOfRow.isEmpty() ? 1 : batchOfRow.getLast() + 1;
    }
}
