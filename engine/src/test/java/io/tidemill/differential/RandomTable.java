// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Rows of one or two columns of every type.
///
/// The first column, [Stage#MOMENT], has a time that grows; the second, [Stage#SEEN], the same out of order by a bound. Both are multiples of a
/// tenth of a second, so that rows lie on the bounds of windows.
///
/// A column is tame or wild. Tame floats are multiples of a quarter below 1,000, so that their sums are exact in any order. Wild
/// columns have the ends of their types, NaN, infinities, both zeros and awkward text.
record RandomTable(String name, List<Column> columns, List<List<@Nullable Object>> rows, List<Integer> batchOfRow) {
    private static final int MOST_ROWS = 160;
    private static final int MOST_BATCHES = 4;
    private static final int TICK_MILLIS = 100;
    private static final int STEP_TICKS = 7;
    static final int MOST_DISORDER_MILLIS = 2_000;
    private static final Instant BEGIN = Instant.parse("1969-12-31T23:59:30Z");
    /// Cents, which fit an int64, and what needs 128 bits.
    static final Type NARROW = Type.decimal(12, 2);
    static final Type WIDE = Type.decimal(30, 6);
    static final List<Type> TYPES = List.of(Type.BOOL, Type.INT8, Type.INT16, Type.INT32, Type.INT64, Type.FLOAT32,
            Type.FLOAT64, NARROW, WIDE, Type.UTF8, Type.BINARY, Type.TIMESTAMP, Type.TIMESTAMP_NTZ, Type.DATE,
            Type.TIME);
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

    /// @param name also what the names of its columns begin with, but for the times of the table `t`
    /// @param batchCount in how many batches its rows come
    static RandomTable make(String name, int batchCount, SplittableRandom random) {
        boolean isFirst = name.equals("t");
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(isFirst ? Stage.MOMENT : name + Stage.MOMENT, Type.TIMESTAMP, NullPattern.NEVER, false));
        columns.add(new Column(isFirst ? Stage.SEEN : name + Stage.SEEN, Type.TIMESTAMP, NullPattern.NEVER, false));
        NullPattern[] patterns = NullPattern.values();
        for (Type type : TYPES) {
            boolean isTwice = type.equals(Type.TIMESTAMP) || random.nextInt(isFirst ? 4 : 8) == 0;
            int count = isTwice ? 2 : 1; // of moments, as those of time and order have no nulls
            for (int i = 0; i < count; i++) {
                String kind = type.kind().name().toLowerCase(Locale.ROOT) + (type.isWide() ? "wide" : "");
                columns.add(new Column((isFirst ? "" : name) + kind + i, type,
                        patterns[random.nextInt(patterns.length)], random.nextInt(3) == 0));
            }
        }
        int rowCount = random.nextInt(4) == 0 ? random.nextInt(5) : random.nextInt(MOST_ROWS);
        int disorderTicks = random.nextInt(3) == 0 ? 0 : random.nextInt(MOST_DISORDER_MILLIS / TICK_MILLIS);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < rowCount; row++) {
            List<@Nullable Object> values = new ArrayList<>();
            Instant moment = BEGIN.plusMillis((row * STEP_TICKS + random.nextInt(STEP_TICKS)) * (long) TICK_MILLIS);
            values.add(moment);
            values.add(moment.minusMillis((long) random.nextInt(disorderTicks + 1) * TICK_MILLIS));
            for (Column column : columns.subList(2, columns.size())) {
                values.add(column.nulls().isNull(row, random) ? null : value(column, random));
            }
            rows.add(Collections.unmodifiableList(values));
        }
        return new RandomTable(name, List.copyOf(columns), rows,
                random.ints(rowCount, 0, batchCount).sorted().boxed().toList());
    }

    static int batchCount(SplittableRandom random) {
        return random.nextInt(1, MOST_BATCHES + 1);
    }

    Column moment() {
        return columns.getFirst();
    }

    Column seen() {
        return columns.get(1);
    }

    private static Object value(Column column, SplittableRandom random) {
        return switch (column.type().kind()) {
            case BOOL -> random.nextBoolean();
            case INT8 -> (byte) integer(column, random);
            case INT16 -> (short) integer(column, random);
            case INT32 -> (int) integer(column, random);
            case INT64 -> integer(column, random);
            case FLOAT32 -> (float) real(column, random);
            case FLOAT64 -> real(column, random);
            case DECIMAL -> decimal(column, random);
            case UTF8 -> text(column, random);
            case BINARY -> text(column, random).getBytes(StandardCharsets.UTF_8);
            case TIMESTAMP -> Instant.EPOCH.plus(micros(column, random), ChronoUnit.MICROS);
            case TIMESTAMP_NTZ -> LocalDateTime.ofInstant(
                    Instant.EPOCH.plus(micros(column, random), ChronoUnit.MICROS), ZoneOffset.UTC);
            case TIME -> LocalTime.ofNanoOfDay(1_000 * (column.wild()
                    ? random.nextLong(86_400_000_000L)
                    : random.nextLong(5) * 21_599_999_999L));
            case DATE ->
                LocalDate.ofEpochDay(column.wild() ? random.nextLong(-30_000, 30_000) : random.nextLong(-40, 40));
            default -> throw new IllegalArgumentException(column.toString());
        };
    }

    private static long micros(Column column, SplittableRandom random) {
        return column.wild()
                ? random.nextLong(-4_000_000_000_000_000L, 4_000_000_000_000_000L)
                : random.nextLong(-5, 5) * 21_600_500_000L;
    }

    /// A wild wide one has as many digits as sums of a table, brought to four digits more, can take.
    private static BigDecimal decimal(Column column, SplittableRandom random) {
        long small = random.nextLong(-2_000, 2_000);
        BigInteger unscaled = !column.wild() || random.nextBoolean()
                ? BigInteger.valueOf(small)
                : column.type().isWide()
                        ? BigInteger.valueOf(random.nextLong()).multiply(BigInteger.valueOf(100_000_000_000L + small))
                        : BigInteger.valueOf(random.nextLong(-999_999_999_999L, 999_999_999_999L));
        return new BigDecimal(unscaled, column.type().scale());
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

    List<List<@Nullable Object>> rowsOf(int batch) {
        List<List<@Nullable Object>> rowsOfBatch = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            if (batchOfRow.get(row) == batch) {
                rowsOfBatch.add(rows.get(row));
            }
        }
        return rowsOfBatch;
    }
}
