// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Bytes;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.BitFunction;
import io.tidemill.plan.expr.HashFunction;
import io.tidemill.plan.expr.ListFunction;
import io.tidemill.plan.expr.RealFunction;
import io.tidemill.plan.expr.RoundFunction;
import io.tidemill.plan.expr.ScalarFunction;
import io.tidemill.plan.expr.TextComputation;
import io.tidemill.plan.expr.TextFunction;
import io.tidemill.plan.expr.TimeFunction;
import io.tidemill.plan.expr.UserAggregate;
import io.tidemill.plan.expr.UserFunction;

/// Functions by way of Java's own classes.
final class NaiveFunctions {
    private NaiveFunctions() {}

    static @Nullable Object call(ScalarFunction function, List<@Nullable Object> operands, Type type) {
        if (operands.contains(null)) {
            return null;
        }
        return switch (function) {
            case RealFunction real when type.isDecimal() ->
                ofDecimal(real, (BigDecimal) Objects.requireNonNull(operands.getFirst()), type);
            case RealFunction real -> real(real, (Double) operands.getFirst(), (Double) operands.getLast());
            case TimeFunction time -> time(time, type.equals(Type.DATE)
                    ? LocalDate.ofEpochDay((Integer) operands.getFirst()).atStartOfDay()
                    : LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC)
                            .plus((Long) operands.getFirst(), ChronoUnit.MICROS));
            case ListFunction _ -> throw new IllegalArgumentException("ListFunctionsTest has a reference of its own");
            case TextFunction.ByteLength _ -> ((Bytes) Objects.requireNonNull(operands.getFirst())).toArray().length;
            case TextFunction.Hex _,TextFunction.Unhex _,TextFunction.OneCharacter _ ->
                NaiveTextFunctions.call((TextFunction) function, Objects.requireNonNull(operands.getFirst()));
            case TextFunction text -> text(text, (String) operands.getFirst(), (String) operands.getLast());
            case RoundFunction _,UserFunction _,UserAggregate _,TextComputation _,BitFunction _,HashFunction _ ->
                throw new IllegalArgumentException(function + " has a test of its own");
        };
    }

    private static Object ofDecimal(RealFunction function, BigDecimal value, Type type) {
        if (function == RealFunction.ABS) {
            return value.abs();
        }
        BigDecimal whole = value.setScale(0,
                function == RealFunction.CEIL ? RoundingMode.CEILING : RoundingMode.FLOOR);
        boolean isInt64 = type.precision() - type.scale() <= Type.MOST_NARROW_DIGITS;
        return isInt64 ? (Object) whole.longValueExact() : whole;
    }

    private static Object time(TimeFunction function, LocalDateTime time) {
        return switch (function) {
            case TimeFunction.Part(var kind) -> switch (kind) {
                case YEAR -> time.getYear();
                case MONTH -> time.getMonthValue();
                case DAY_OF_MONTH -> time.getDayOfMonth();
                case DAY_OF_WEEK -> time.getDayOfWeek().getValue() % 7 + 1;
                case DAY_OF_YEAR -> time.getDayOfYear();
                case WEEK_OF_YEAR -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
                case QUARTER -> time.get(IsoFields.QUARTER_OF_YEAR);
                case LAST_DAY -> (int) time.with(TemporalAdjusters.lastDayOfMonth()).toLocalDate().toEpochDay();
                case HOUR -> time.getHour();
                case MINUTE -> time.getMinute();
                case SECOND -> time.getSecond();
            };
            case TimeFunction.Truncate(var unit) -> ChronoUnit.MICROS.between(
                    LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), switch (unit) {
                        case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
                        case WEEK -> time.truncatedTo(ChronoUnit.DAYS).minusDays(time.getDayOfWeek().getValue() - 1L);
                        default -> throw new IllegalArgumentException(unit + " is for the kernel's own test");
                    });
            case TimeFunction.AddDays _,TimeFunction.DaysBetween _ -> throw new IllegalArgumentException("arithmetic");
            case TimeFunction.AddMonths _,TimeFunction.MonthsBetween _,TimeFunction.NextDay _ ->
                throw new IllegalArgumentException("MonthsTest has a reference of its own");
        };
    }

    private static double real(RealFunction function, double value, double last) {
        double result = switch (function) {
            case ABS -> value < 0 ? -value : value + 0.0;
            case FLOOR -> StrictMath.floor(value);
            case CEIL -> StrictMath.ceil(value);
            case ROUND -> round(value);
            case SQRT -> StrictMath.sqrt(value);
            case EXP -> StrictMath.exp(value);
            case LOG -> StrictMath.log(value);
            case LOG10 -> StrictMath.log10(value);
            case CBRT -> StrictMath.cbrt(value);
            case EXPM1 -> StrictMath.expm1(value);
            case LOG1P -> StrictMath.log1p(value);
            case LOG2 -> StrictMath.log(value) / StrictMath.log(2);
            case SIN -> StrictMath.sin(value);
            case COS -> StrictMath.cos(value);
            case TAN -> StrictMath.tan(value);
            case ASIN -> StrictMath.asin(value);
            case ACOS -> StrictMath.acos(value);
            case ATAN -> StrictMath.atan(value);
            case SINH -> StrictMath.sinh(value);
            case COSH -> StrictMath.cosh(value);
            case TANH -> StrictMath.tanh(value);
            case SIGNUM -> value > 0 ? 1.0 : value < 0 ? -1.0 : value;
            case DEGREES -> value * (180 / StrictMath.PI);
            case RADIANS -> value / (180 / StrictMath.PI);
            case POW -> StrictMath.pow(value, last);
        };
        return Double.isNaN(result) ? Double.NaN : result;
    }

    private static double round(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return value;
        }
        double size = new BigDecimal(Math.abs(value)).setScale(0, RoundingMode.HALF_UP)
                .doubleValue();
        return value < 0 ? -size : size;
    }

    private static @Nullable Object text(TextFunction function, String text, String last) {
        return switch (function) {
            case TextFunction.Length() -> text.codePointCount(0, text.length());
            case TextFunction.Case(boolean upper) ->
                upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
            case TextFunction.Trim(boolean left, boolean right) ->
                text.replaceAll(left ? "^ +" : "^", "").replaceAll(right ? " +$" : "$", "");
            case TextFunction.Substring(int from, int length) -> substring(text, from, length);
            case TextFunction.SplitIndex(String separator, int index) -> {
                String[] pieces = text.split(Pattern.quote(separator), -1);
                yield index < pieces.length ? pieces[index] : null;
            }
            case TextFunction.Match(var kind, String pattern) -> switch (kind) {
                case STARTS_WITH -> text.startsWith(pattern);
                case ENDS_WITH -> text.endsWith(pattern);
                case CONTAINS -> text.contains(pattern);
                case LIKE -> Pattern.compile(regex(pattern), Pattern.DOTALL).matcher(text).matches();
            };
            case TextFunction.Replace(String search, String replacement) -> text.replace(search, replacement);
            case TextFunction.Concat() -> text + last;
            case TextFunction.ByteLength _ -> throw new IllegalArgumentException("of bytes");
            case TextFunction.Pad _,TextFunction.Side _,TextFunction.Capitalize _,TextFunction.Reverse _,TextFunction.Repeat _,TextFunction.Translate _,TextFunction.Find _,TextFunction.FirstCharacter _,TextFunction.Truth _,TextFunction.OneCharacter _,TextFunction.Hex _,TextFunction.Unhex _ ->
                NaiveTextFunctions.call(function, text);
        };
    }

    /// Characters from a place that is counted from 1 or back from -1, of an endless text that is empty around this one.
    private static String substring(String text, int from, int length) {
        int[] characters = text.codePoints().toArray();
        long first = from > 0 ? from - 1L : from < 0 ? characters.length + (long) from : 0;
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < characters.length; i++) {
            if (i >= first && i < first + length) {
                piece.appendCodePoint(characters[i]);
            }
        }
        return piece.toString();
    }

    private static String regex(String like) {
        StringBuilder regex = new StringBuilder();
        boolean escaped = false;
        for (int character : like.codePoints().toArray()) {
            if (character == '\\' && !escaped) {
                escaped = true;
                continue;
            }
            boolean any = !escaped && (character == '%' || character == '_');
            regex.append(any ? (character == '%' ? ".*" : ".") : Pattern.quote(Character.toString(character)));
            escaped = false;
        }
        return escaped ? regex + Pattern.quote("\\") : regex.toString();
    }
}
