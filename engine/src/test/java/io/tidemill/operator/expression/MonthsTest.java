// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tidemill.Functions;
import io.tidemill.PlanException;
import io.tidemill.compile.ConstantFolding;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.columns.ProjectOperator;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.Expr;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RandomRows;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

import static io.tidemill.Functions.addMonths;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.lit;
import static io.tidemill.Functions.monthsBetween;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Months and days of the week, against `java.time` and Spark's own examples; and values that stand for nulls.
class MonthsTest {
    private static final Expr X = col("x");
    private static final Schema TIMES = Schema.of(Field.nullable("day", Type.DATE), Field.of("start", Type.DATE),
            Field.nullable("at", Type.TIMESTAMP), Field.nullable("n", Type.INT8));

    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    private static Object constant(Expr expr) {
        Bound bound = ConstantFolding.fold(new Binder(Schema.of(), "nothing", new Site("select", "here")).bind(expr));
        return ((Bound.Constant) bound).value();
    }

    private static void ofColumns(Expr expr, Function<TestRow, @Nullable Object> reference) {
        Bound bound = new Binder(TIMES, "test", new Site("test", "test")).bind(expr);
        Schema output = Schema.of(new Field("result", bound.type(), bound.nullable()));
        RowReference rows = (row, to) -> to.accept(TestRow.of(reference.apply(row)));
        OperatorHarness.verify(OperatorCase
                .of(expr.toString(), TIMES, output, () -> new ProjectOperator(TIMES, output, List.of(bound)),
                        () -> rows)
                .rows(RandomRows.of(TIMES)));
    }

    private static int plusMonths(int day, long months) {
        return (int) LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay();
    }

    @Test
    void monthsLaterIsTheLastDayWhereThereIsNoSuchDay() {
        List<Integer> days = List.of(0, -1, 30, 58, 59, 364, 19_782, 19_783, -135_140, -719_529, 100_000_000);
        for (int months : List.of(0, 1, -1, 11, 13, -25, 4_800, -30_000)) {
            FunctionCheck.<Integer>verify(addMonths(X, months), Type.DATE, days, day -> plusMonths(day, months));
        }
        FunctionCheck.<Integer>verify(addMonths(X, 1), Type.DATE, List.of(Integer.MAX_VALUE, Integer.MAX_VALUE - 29),
                _ -> null);
        FunctionCheck.<Long>verify(addMonths(X, 1), Type.TIMESTAMP, List.of(-1L, 86_400_000_000L * 30),
                micros -> plusMonths((int) Math.floorDiv(micros, 86_400_000_000L), 1));
        ofColumns(addMonths(col("day"), col("n")), row -> row.isNull(0) || row.isNull(3)
                ? null
                : plusMonths((Integer) row.notNull(0), (Byte) row.notNull(3)));
        assertThat(constant(addMonths(lit(date("2016-08-31")), 1))).isEqualTo((int) date("2016-09-30").toEpochDay());
        assertThat(constant(addMonths(lit(date("2015-01-31")), 1))).isEqualTo((int) date("2015-02-28").toEpochDay());
        assertThat(constant(addMonths(lit(date("2015-02-28")), 1))).isEqualTo((int) date("2015-03-28").toEpochDay());
    }

    /// As Spark's documentation says it, by calendar fields.
    private static double between(LocalDateTime end, LocalDateTime start, boolean rounded) {
        long months = ChronoUnit.MONTHS.between(start.toLocalDate().withDayOfMonth(1),
                end.toLocalDate().withDayOfMonth(1));
        boolean bothLast = List.of(end, start)
                .stream()
                .allMatch(
                        time -> time.toLocalDate().equals(time.toLocalDate().with(TemporalAdjusters.lastDayOfMonth())));
        if (end.getDayOfMonth() == start.getDayOfMonth() || bothLast) {
            return months;
        }
        long seconds = (end.getDayOfMonth() - start.getDayOfMonth()) * 86_400L + end.toLocalTime().toSecondOfDay()
                - start.toLocalTime().toSecondOfDay();
        double exact = months + seconds / (31 * 86_400.0);
        return rounded ? Math.round(exact * 1e8) / 1e8 : exact;
    }

    private static LocalDateTime time(Object micros) {
        return LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC).plus((Long) micros, ChronoUnit.MICROS);
    }

    @Test
    void monthsBetweenHave31Days() {
        for (boolean rounded : List.of(true, false)) {
            ofColumns(monthsBetween(col("at"), col("start"), rounded), row -> row.isNull(2)
                    ? null
                    : between(time(row.notNull(2)),
                            LocalDate.ofEpochDay((Integer) row.notNull(1)).atStartOfDay(), rounded));
        }
        ofColumns(monthsBetween(col("start"), col("day")), row -> row.isNull(0)
                ? null
                : between(LocalDate.ofEpochDay((Integer) row.notNull(1)).atStartOfDay(),
                        LocalDate.ofEpochDay((Integer) row.notNull(0)).atStartOfDay(), true));
        Expr end = lit(Instant.parse("1997-02-28T10:30:00Z"));
        assertThat(constant(monthsBetween(end, date("1996-10-30")))).isEqualTo(3.94959677);
        assertThat(constant(monthsBetween(end, date("1996-10-30"), false))).isEqualTo(3.9495967741935485);
        assertThat(constant(monthsBetween(lit(date("2024-02-29")), date("2023-12-31")))).isEqualTo(2.0);
    }

    @Test
    void findsTheNextDayOfTheWeek() {
        List<Integer> days = List.of(0, -1, 1, 2, 3, 4, 5, 6, 7, 19_782, -719_529, Integer.MIN_VALUE);
        Map<String, DayOfWeek> names = Map.of("Mon", DayOfWeek.MONDAY, "tu", DayOfWeek.TUESDAY, "WEDNESDAY",
                DayOfWeek.WEDNESDAY, "thu", DayOfWeek.THURSDAY, "fr", DayOfWeek.FRIDAY, "saturday", DayOfWeek.SATURDAY,
                "SU", DayOfWeek.SUNDAY);
        names.forEach((name, dayOfWeek) -> FunctionCheck.<Integer>verify(Functions.nextDay(X, name), Type.DATE, days,
                day -> (int) LocalDate.ofEpochDay(day).with(TemporalAdjusters.next(dayOfWeek)).toEpochDay()));
        FunctionCheck.<Integer>verify(Functions.nextDay(X, "sun"), Type.DATE, List.of(Integer.MAX_VALUE), _ -> null);
        assertThat(constant(Functions.nextDay(lit(date("2015-01-14")), "TU")))
                .isEqualTo((int) date("2015-01-20").toEpochDay());
        assertThatThrownBy(() -> Functions.nextDay(X, "someday")).isInstanceOf(PlanException.class)
                .hasMessageContaining("nextDay knows no day `someday`");
    }

    @Test
    void truncatesByAllNamesThatSparkHas() {
        Instant moment = Instant.parse("2024-05-17T10:20:30.123456Z");
        Map<String, String> moments = Map.of("microsecond", "2024-05-17T10:20:30.123456Z", "MM", "2024-05-01T00:00:00Z",
                "mon", "2024-05-01T00:00:00Z", "dd", "2024-05-17T00:00:00Z", "YYYY", "2024-01-01T00:00:00Z", "yy",
                "2024-01-01T00:00:00Z");
        moments.forEach((unit, expected) -> assertThat(constant(Functions.dateTrunc(unit, lit(moment))))
                .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(expected))));
    }

    @Test
    void valuesStandForNulls() {
        FunctionCheck.<Long>verifyAll(Functions.nvl(X, 7L), Type.INT64, List.of(1L, -1L),
                value -> Objects.requireNonNullElse(value, 7L));
        FunctionCheck.<Long>verifyAll(Functions.ifnull(X, X.times(2)), Type.INT64, List.of(1L), value -> value);
        FunctionCheck.<Long>verifyAll(Functions.nvl2(X, "there", "not"), Type.INT64, List.of(1L, 5L),
                value -> value == null ? "not" : "there");
    }

    @Test
    void wordsAreTrueOrFalseOrFail() {
        FunctionCheck.<String>verify(X.cast(Type.BOOL), Type.UTF8,
                List.of("true", "T", " yes", "Y\t", "1", "FALSE", "f",
                        "No", "n", "0", "", "10", "truth", "falsehood", "trué", "\u0001true\u007f", "on"),
                text -> switch (text.toLowerCase(Locale.ROOT).replaceAll("[ \t\u0001\u007f]", "")) {
                    case "true", "t", "yes", "y", "1" -> true;
                    case "false", "f", "no", "n", "0" -> false;
                    default -> null;
                });
        assertThat(constant(lit("Yes").cast(Type.BOOL))).isEqualTo(true);
    }
}
