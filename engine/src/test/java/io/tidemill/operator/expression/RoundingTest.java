// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.Functions;
import io.tidemill.compile.ConstantFolding;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.Expr;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

/// `round` and `bround` to places, against `BigDecimal`.
class RoundingTest {
    private static final Expr X = col("x");
    private static final long SEED = 20_261_124;

    private static RoundingMode mode(boolean even) {
        return even ? RoundingMode.HALF_EVEN : RoundingMode.HALF_UP;
    }

    private static Expr rounded(boolean even, int places) {
        return even ? Functions.bround(X, places) : Functions.round(X, places);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 15, 21, 22, 40, -1, -2, -5, -21, -22, -330})
    void floatsAreRoundedByTheDigitsThatJavaWrites(int places) {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        List<Double> values = new ArrayList<>(List.of(0.0, -0.0, 0.5, 1.5, 2.5, -2.5, 2.675, 1.005, 0.15, 0.25, 0.35,
                1e15 + 0.5, 1e16, 123456.789, 9007199254740991.0, 4503599627370495.5, 1e300, Double.MIN_VALUE,
                Double.MAX_VALUE, 99999999999999.5, 9999999999999.95, 0.49999999999999994, 1234567890123.455));
        for (int i = 0; i < 3_000; i++) {
            double number = random.nextInt(1_000_000) / Math.pow(10, random.nextInt(8));
            values.add(random.nextBoolean() ? number : -number);
            values.add(Double.longBitsToDouble(random.nextLong()));
            values.add((random.nextInt(1_000_000) + 0.5) / Math.pow(10, places));
            values.add(random.nextLong(1L << 53) / Math.pow(10, random.nextInt(20)));
        }
        values.removeIf(value -> !Double.isFinite(value));
        for (boolean even : List.of(false, true)) {
            FunctionCheck.<Double>verify(rounded(even, places), Type.FLOAT64, values,
                    value -> BigDecimal.valueOf(value).setScale(places, mode(even)).doubleValue());
        }
    }

    @Test
    void placesThatNoNumberHasAreAsGoodAsTheLastThatOneMayHave() {
        List<Double> reals = List.of(0.5, 1.25, -77.0, 1e-300, Double.MIN_VALUE, Double.MAX_VALUE);
        for (boolean even : List.of(false, true)) {
            FunctionCheck.<Double>verify(rounded(even, Integer.MAX_VALUE), Type.FLOAT64, reals, value -> value);
            FunctionCheck.<Double>verify(rounded(even, Integer.MIN_VALUE), Type.FLOAT64, reals, _ -> 0.0);
            FunctionCheck.<Long>verify(rounded(even, Integer.MIN_VALUE), Type.INT64, List.of(77L, Long.MIN_VALUE),
                    _ -> 0L);
            FunctionCheck.<Long>verify(rounded(even, Integer.MAX_VALUE), Type.INT64, List.of(77L, Long.MIN_VALUE),
                    value -> value);
        }
    }

    @Test
    void floatsThatAreNoNumbersStayWhatTheyAre() {
        List<Double> odd = DoubleStream.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
                .boxed()
                .toList();
        FunctionCheck.<Double>verify(Functions.round(X, 2), Type.FLOAT64, odd, value -> value);
        FunctionCheck.<Float>verify(Functions.bround(X, -2), Type.FLOAT32, List.of(Float.NaN, 250f, 350f, 1e38f),
                value -> value.isNaN()
                        ? value
                        : (Object) BigDecimal.valueOf(value).setScale(-2, RoundingMode.HALF_EVEN).floatValue());
    }

    private static @Nullable Object fitting(BigInteger value, Type type) {
        int bits = 8 * type.byteWidth();
        if (value.bitLength() >= bits) {
            return null;
        }
        return switch (type.kind()) {
            case INT8 -> value.byteValueExact();
            case INT16 -> value.shortValueExact();
            case INT32 -> value.intValueExact();
            default -> value.longValueExact();
        };
    }

    private static void integers(Type type, List<? extends Number> values) {
        for (int places : List.of(3, 0, -1, -2, -4, -9, -18, -19, -20, -400)) {
            for (boolean even : List.of(false, true)) {
                FunctionCheck.<Number>verify(rounded(even, places), type, List.copyOf(values), value -> fitting(
                        BigDecimal.valueOf(value.longValue()).setScale(places, mode(even)).toBigIntegerExact(), type));
            }
        }
    }

    @Test
    void integersLoseTheirLastDigitsAndFailWhereTheyLeaveTheirType() {
        integers(Type.INT8, List.of((byte) 127, (byte) -128, (byte) 25, (byte) 35, (byte) -25, (byte) 0));
        integers(Type.INT16, List.of((short) 32767, (short) -32768, (short) 250, (short) 15));
        integers(Type.INT32, List.of(Integer.MAX_VALUE, Integer.MIN_VALUE, 1_500_000_000, 45, 55, -5));
        integers(Type.INT64, List.of(Long.MAX_VALUE, Long.MIN_VALUE, 5_000_000_000_000_000_000L,
                4_999_999_999_999_999_999L, 500_000_000_000_000_000L, 1_500_000_000_000_000_000L, -65L));
    }

    static Stream<Type> decimals() {
        return Stream.of(Type.decimal(1, 1), Type.decimal(5, 2), Type.decimal(18, 0), Type.decimal(18, 18),
                Type.decimal(19, 3), Type.decimal(25, 22), Type.decimal(38, 0), Type.decimal(38, 10),
                Type.decimal(38, 38));
    }

    @ParameterizedTest
    @MethodSource("decimals")
    void decimalsAreRoundedExactly(Type type) {
        RandomGenerator random = new SplittableRandom(SEED);
        List<BigDecimal> values = new ArrayList<>();
        BigInteger limit = BigInteger.TEN.pow(type.precision());
        for (int i = 0; i < 200; i++) {
            BigInteger unscaled = new BigInteger(130, new Random(random.nextLong())).mod(limit);
            if (i % 3 == 0) { // ties
                BigInteger unit = BigInteger.TEN.pow(random.nextInt(type.precision() + 1));
                unscaled = unscaled.divide(unit).multiply(unit).add(unit.divide(BigInteger.TWO)).mod(limit);
            }
            values.add(new BigDecimal(i % 2 == 0 ? unscaled : unscaled.negate(), type.scale()));
        }
        values.add(new BigDecimal(limit.subtract(BigInteger.ONE), type.scale()));
        for (int places : List.of(40, type.scale(), type.scale() - 1, 2, 0, -1, -3, -17, -20, -36, -37, -38, -50)) {
            for (boolean even : List.of(false, true)) {
                Bound bound = new Binder(Schema.of(Field.of("x", type)), "rows", new Site("select", "here"))
                        .bind(rounded(even, places));
                FunctionCheck.<BigDecimal>verify(rounded(even, places), type, values, value -> {
                    BigDecimal whole = value.setScale(places, mode(even)).setScale(bound.type().scale());
                    return whole.precision() > bound.type().precision() ? null : whole;
                });
            }
        }
    }

    /// As Spark's `RoundBase` has it.
    @Test
    void decimalsGetTheDigitsThatSparkGivesThem() {
        assertThat(type(Type.decimal(5, 2), 1)).isEqualTo(Type.decimal(5, 1));
        assertThat(type(Type.decimal(5, 2), 9)).isEqualTo(Type.decimal(6, 2));
        assertThat(type(Type.decimal(5, 2), -1)).isEqualTo(Type.decimal(4, 0));
        assertThat(type(Type.decimal(5, 2), -6)).isEqualTo(Type.decimal(7, 0));
        assertThat(type(Type.decimal(38, 4), 2)).isEqualTo(Type.decimal(37, 2));
        assertThat(type(Type.decimal(38, 0), -50)).isEqualTo(Type.decimal(38, 0));
        assertThat(type(Type.INT8, -1)).isEqualTo(Type.INT8);
        assertThat(type(Type.FLOAT32, 3)).isEqualTo(Type.FLOAT32);
    }

    private static Type type(Type of, int places) {
        Schema schema = Schema.of(Field.of("x", of));
        return new Binder(schema, "rows", new Site("select", "here")).bind(Functions.bround(X, places)).type();
    }

    @Test
    void constantsAreRoundedWhenThePlanIsMade() {
        assertThat(constant(Functions.round(lit(2.5), 0))).isEqualTo(3.0);
        assertThat(constant(Functions.bround(lit(2.5), 0))).isEqualTo(2.0);
        assertThat(constant(Functions.bround(lit(25), -1))).isEqualTo(20);
        assertThat(constant(Functions.round(lit(2.675), 2))).isEqualTo(2.68);
        assertThat(constant(Functions.bround(lit(new BigDecimal("2.685")), 2))).isEqualTo(268L);
    }

    private static Object constant(Expr expr) {
        Bound bound = ConstantFolding.fold(new Binder(Schema.of(), "nothing", new Site("select", "here")).bind(expr));
        return ((Bound.Constant) bound).value();
    }

    @Test
    void aPlanPrintsThePlaces() {
        Binder binder = new Binder(Schema.of(Field.of("x", Type.INT64)), "rows", new Site("select", "here"));
        assertThat(binder.bind(Functions.bround(X, -2))).hasToString("bround(x, -2)");
        assertThat(binder.bind(Functions.round(X, -2))).hasToString("round(x, -2)");
    }
}
