// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.comparison.Comparison;
import io.tidemill.kernel.decimal.DecimalCasts.Rounding;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;
import io.tidemill.memory.WideInteger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// Loops over decimals of up to 38 digits against `BigDecimal`, of random digits and values, edges among them.
class WideLoopsTest {
    private static final Forge FORGE = Forge.scalarOnly();
    private static final int ROWS = 131;
    private static final int TRIALS = 600;
    private static final long SEED = 7;
    private static final List<Comparison> COMPARISONS = List.of(Comparison.values());
    private static final List<Rounding> TO_INTEGERS = List.of(Rounding.HALF_EVEN, Rounding.DOWN, Rounding.FLOOR,
            Rounding.CEILING);

    private final Random random = new Random(SEED);
    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 22);
    private final Buffer buffer = Buffer.allocate(budget, "rows", 400L * ROWS);
    private final long left = buffer.address();
    private final long right = left + 16 * ROWS;
    private final long target = right + 16 * ROWS;
    private final long bits = target + 16 * ROWS;
    private final long texts = bits + ROWS;

    @AfterEach
    void givesBackAllMemory() {
        buffer.close();
        budget.close();
    }

    private Type type() {
        int precision = switch (random.nextInt(4)) {
            case 0 -> 38;
            case 1 -> random.nextInt(1, 19);
            default -> random.nextInt(19, 39);
        };
        return Type.decimal(precision, random.nextInt(precision + 1));
    }

    private Type wide() {
        int precision = random.nextInt(19, 39);
        return Type.decimal(precision, random.nextInt(precision + 1));
    }

    private BigInteger unscaled(Type type) {
        BigInteger limit = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
        BigInteger some = new BigInteger(130, random).mod(limit.add(BigInteger.ONE));
        return switch (random.nextInt(7)) {
            case 0 -> limit;
            case 1 -> limit.negate();
            case 2 -> BigInteger.valueOf(random.nextInt(-5, 6)).min(limit).max(limit.negate());
            case 3 -> limit.shiftRight(1).add(BigInteger.ONE).min(limit);
            case 4 -> some;
            case 5 -> BigInteger.TEN.pow(random.nextInt(type.precision())).negate();
            default -> some.shiftRight(random.nextInt(120)).negate();
        };
    }

    private BigDecimal[] fill(long address, Type type) {
        BigDecimal[] values = new BigDecimal[ROWS];
        for (int row = 0; row < ROWS; row++) {
            BigInteger unscaled = type.isInteger() ? BigInteger.valueOf(random.nextLong()) : unscaled(type);
            put(address, row, type, unscaled);
            values[row] = new BigDecimal(unscaled, type.scale());
        }
        return values;
    }

    private static void put(long address, int row, Type type, BigInteger unscaled) {
        if (type.isWide()) {
            WideInteger.put(address + 16L * row, WideInteger.high(unscaled), unscaled.longValue());
        } else {
            Memory.putLong(address + 8L * row, unscaled.longValueExact());
        }
    }

    private @Nullable BigDecimal value(int row, Type type) {
        boolean isThere = (Memory.byteAt(bits + (row >>> 3)) >>> (row & 7) & 1) != 0;
        BigDecimal value = new Column(type).setFixed(target).decimalAt(row);
        if (!isThere) {
            assertThat(value.signum()).as("what stands where there is no value").isZero();
        }
        return isThere ? value : null;
    }

    /// A type that results of these may have: not wider behind the point than exact results are.
    private Type result(DecimalArithmetic operation, Type leftType, Type rightType) {
        int common = Math.max(leftType.scale(), rightType.scale());
        int most = switch (operation) {
            case ADD, SUB, MOD -> common;
            case MUL -> Math.min(38, leftType.scale() + rightType.scale());
            case DIV -> 38;
        };
        int least = switch (operation) {
            case MOD -> most;
            case MUL -> Math.max(0, leftType.scale() + rightType.scale() - 39);
            case DIV -> Math.max(0, leftType.scale() - rightType.scale());
            case ADD, SUB -> 0;
        };
        int scale = random.nextInt(least, most + 1);
        return Type.decimal(random.nextInt(3) == 0 ? Math.max(Math.max(scale, 1), random.nextInt(1, 39)) : 38, scale);
    }

    @Test
    void computesWhatBigDecimalDoes() {
        DecimalArithmetic[] operations = DecimalArithmetic.values();
        for (int trial = 0; trial < TRIALS; trial++) {
            DecimalArithmetic operation = operations[trial % operations.length];
            Type leftType = trial % 2 == 0 ? type() : wide();
            Type rightType = trial % 2 == 0 ? wide() : type();
            Type result = result(operation, leftType, rightType);
            BigDecimal[] lefts = fill(left, leftType);
            BigDecimal[] rights = fill(right, rightType);
            int missing = FORGE.kernel(operation.of(leftType, rightType, result))
                    .current()
                    .apply(left, right, target, bits, ROWS);
            for (int row = 0; row < ROWS; row++) {
                BigDecimal expected = BigDecimals.result(operation, lefts[row], rights[row], result);
                assertThat(value(row, result))
                        .as("%s %s %s as %s, seed %d", lefts[row], operation, rights[row], result, SEED)
                        .isEqualTo(expected);
                missing -= expected == null ? 1 : 0;
            }
            assertThat(missing).isZero();
        }
    }

    @Test
    void writesOverAnOperandThatIsAsWide() {
        Type type = Type.decimal(38, 4);
        BigDecimal[] lefts = fill(left, type);
        BigDecimal[] rights = fill(right, type);
        FORGE.kernel(DecimalArithmetic.SUB.of(type, type, type)).current().apply(left, right, left, bits, ROWS);
        Memory.copy(left, target, 16 * ROWS);
        for (int row = 0; row < ROWS; row++) {
            assertThat(value(row, type)).isEqualTo(BigDecimals.fitting(lefts[row].subtract(rights[row]), type));
        }
    }

    @Test
    void comparesDecimalsOfAnyDigitsAndIntegers() {
        for (int trial = 0; trial < TRIALS; trial++) {
            Type type = wide();
            Type other = trial % 3 == 0 ? Type.INT64 : trial % 3 == 1 ? type() : type;
            BigDecimal[] lefts = fill(left, type);
            BigDecimal[] rights = fill(right, other);
            for (int row = 0; row < ROWS; row += 3) { // equal, or nearly
                BigDecimal same = BigDecimals.fitting(lefts[row], other);
                rights[row] = same != null && other.isDecimal() ? same : rights[row];
                put(right, row, other, rights[row].unscaledValue());
            }
            Comparison operation = COMPARISONS.get(trial % COMPARISONS.size());
            int ones = FORGE.kernel(DecimalComparison.of(operation, type, other))
                    .current()
                    .apply(left, right, bits, ROWS);
            for (int row = 0; row < ROWS; row++) {
                boolean holds = (Memory.byteAt(bits + (row >>> 3)) >>> (row & 7) & 1) != 0;
                assertThat(holds).as("%s %s %s, seed %d", lefts[row], operation, rights[row], SEED)
                        .isEqualTo(DecimalComparison.holds(operation, lefts[row].compareTo(rights[row])));
                ones -= holds ? 1 : 0;
            }
            assertThat(ones).isZero();
        }
    }

    @Test
    void castsToOtherDigitsAndToIntegers() {
        for (int trial = 0; trial < TRIALS; trial++) {
            Type from = trial % 3 == 0 ? Type.INT64 : type();
            Type to = from.isDecimal() && trial % 5 == 0 && from.isWide()
                    ? Type.INT64
                    : from.isWide() ? type() : wide();
            BigDecimal[] values = fill(left, from);
            Rounding rounding = to.isDecimal() ? Rounding.HALF_UP : TO_INTEGERS.get(trial % TO_INTEGERS.size());
            FORGE.kernel(to.isDecimal() ? DecimalCasts.rescaled(from, to) : DecimalCasts.integers(from, to, rounding))
                    .current()
                    .apply(left, target, bits, ROWS);
            RoundingMode mode = switch (rounding) {
                case HALF_UP -> RoundingMode.HALF_UP;
                case HALF_EVEN -> RoundingMode.HALF_EVEN;
                case DOWN -> RoundingMode.DOWN;
                case FLOOR -> RoundingMode.FLOOR;
                case CEILING -> RoundingMode.CEILING;
            };
            for (int row = 0; row < ROWS; row++) {
                BigDecimal rounded = values[row].setScale(to.scale(), mode);
                boolean fits = to.isDecimal()
                        ? rounded.precision() <= to.precision()
                        : rounded.unscaledValue().bitLength() < Long.SIZE;
                assertThat(value(row, to)).as("%s as %s %s, seed %d", values[row], to, rounding, SEED)
                        .isEqualTo(fits ? rounded : null);
            }
        }
    }

    @Test
    void castsToTheNearestFloatAndBack() {
        for (int trial = 0; trial < TRIALS; trial++) {
            Type type = wide();
            BigDecimal[] values = fill(left, type);
            FORGE.kernel(DecimalCasts.floats(type, Type.FLOAT64)).current().apply(left, right, ROWS);
            FORGE.kernel(DecimalCasts.ofFloats(Type.FLOAT64, type)).current().apply(right, target, bits, ROWS);
            for (int row = 0; row < ROWS; row++) {
                double real = Memory.doubleAt(right + 8L * row);
                assertThat(real).as("%s, seed %d", values[row], SEED).isEqualTo(values[row].doubleValue());
                assertThat(value(row, type)).as("%s, seed %d", real, SEED)
                        .isEqualTo(BigDecimals.fitting(new BigDecimal(Double.toString(real)), type));
            }
        }
    }

    @Test
    void goesThroughTextAndBack() {
        long starts = texts;
        long ends = starts + 4 * ROWS;
        long data = ends + 4 * ROWS;
        for (int trial = 0; trial < TRIALS; trial++) {
            Type type = wide();
            BigDecimal[] values = fill(left, type);
            FORGE.kernel(DecimalTexts.format(type)).current().apply(left, data, starts, ends, ROWS);
            int missing = FORGE.kernel(DecimalTexts.parse(type))
                    .current()
                    .apply(data, starts, ends, target, bits, ROWS);
            assertThat(missing).isZero();
            for (int row = 0; row < ROWS; row++) {
                byte[] text = new byte[Memory.intAt(ends + 4L * row) - Memory.intAt(starts + 4L * row)];
                Memory.copyOut(data + Memory.intAt(starts + 4L * row), text, 0, text.length);
                assertThat(new String(text, UTF_8)).as("seed %d", SEED).isEqualTo(values[row].toPlainString());
                assertThat(value(row, type)).isEqualTo(values[row]);
            }
        }
    }

    @Test
    void readsWhatBigDecimalReads() {
        Type type = Type.decimal(30, 4);
        for (String written : List.of("1", "-1.5", ".5", "5.", "+7.12345", "1e10", "-2.5E-3", "1e999999999",
                "99999999999999999999999999.9999", "99999999999999999999999999.99995", "100000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000001.1", "", ".", "-", "1.1.1", "1a", "--1",
                "340282366920938463463374607431768211456", "0.000000000000000000000000000000000000000000004")) {
            byte[] text = written.getBytes(UTF_8);
            Memory.copyIn(text, 0, texts, text.length);
            boolean isThere = WideTexts.of(type, false).put(texts, text.length, target, 0);
            boolean isNumber = written.matches("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,2})?");
            BigDecimal expected = isNumber ? BigDecimals.fitting(new BigDecimal(written), type) : null;
            assertThat(isThere ? new Column(type).setFixed(target).decimalAt(0) : null).as(written).isEqualTo(expected);
        }
    }

    @Test
    void totalsAreExactAsLongAsSomethingFits() {
        long words = left; // four columns of int64
        long counts = texts;
        for (int trial = 0; trial < TRIALS / 10; trial++) {
            Type values = wide();
            BigInteger[] totals = new BigInteger[ROWS];
            for (int row = 0; row < ROWS; row++) {
                totals[row] = BigInteger.ZERO;
                long[] sums = new long[DecimalTotals.WORDS];
                int count = random.nextInt(40);
                for (int i = 0; i < count; i++) {
                    BigInteger value = unscaled(values);
                    totals[row] = totals[row].add(value);
                    for (int word = 0; word < sums.length; word++) {
                        sums[word] += value.shiftRight(word * DecimalTotals.WORD_SHIFT).longValue();
                    }
                }
                for (int word = 0; word < sums.length; word++) {
                    Memory.putLong(words + 8L * (word * ROWS + row), sums[word]);
                }
                Memory.putLong(counts + 8L * row, count);
            }
            int more = Math.min(4, 38 - values.precision());
            for (Type result : new Type[]{Type.decimal(38, values.scale()),
                    Type.decimal(values.precision() + more, values.scale() + more)}) {
                boolean isAverage = result.scale() > values.scale() || trial % 2 == 0;
                FORGE.kernel(DecimalTotals.of(values, result))
                        .current()
                        .apply(words, words + 8L * ROWS, words + 16L * ROWS, words + 24L * ROWS,
                                isAverage ? counts : 0, target, bits, ROWS);
                for (int row = 0; row < ROWS; row++) {
                    long count = isAverage ? Memory.longAt(counts + 8L * row) : 1;
                    BigDecimal total = new BigDecimal(totals[row], values.scale());
                    BigDecimal exact = count == 0
                            ? BigDecimal.ZERO
                            : total.divide(BigDecimal.valueOf(count), result.scale(), RoundingMode.HALF_UP);
                    assertThat(value(row, result)).as("%s by %d as %s, seed %d", total, count, result, SEED)
                            .isEqualTo(BigDecimals.fitting(exact, result));
                }
            }
        }
    }

    @Test
    void cutsWordsAndSignsOff() {
        Type type = Type.decimal(38, 3);
        BigDecimal[] values = fill(left, type);
        for (int word = 0; word < DecimalTotals.WORDS; word++) {
            int shift = word * DecimalTotals.WORD_SHIFT;
            FORGE.kernel(DecimalCasts.word(shift)).current().apply(left, target, ROWS);
            for (int row = 0; row < ROWS; row++) {
                assertThat(Memory.longAt(target + 8L * row))
                        .isEqualTo(values[row].unscaledValue().shiftRight(shift).longValue());
            }
        }
        FORGE.kernel(DecimalCasts.absolute()).current().apply(left, target, ROWS);
        for (int row = 0; row < ROWS; row++) {
            assertThat(new Column(type).setFixed(target).decimalAt(row)).isEqualTo(values[row].abs());
        }
    }

    @Test
    void whateverANullHoldsDoesNoHarm() {
        Type type = Type.decimal(38, 6);
        for (int row = 0; row < ROWS; row++) {
            WideInteger.put(left + 16L * row, row % 2 == 0 ? Long.MIN_VALUE : random.nextLong(), row % 3 - 1L);
            WideInteger.put(right + 16L * row, row % 3 == 0 ? Long.MIN_VALUE : random.nextLong(), row % 2);
        }
        for (DecimalArithmetic operation : DecimalArithmetic.values()) {
            int missing = FORGE.kernel(operation.of(type, type, type)).current().apply(left, right, target, bits, ROWS);
            assertThat(missing).isBetween(0, ROWS);
        }
        FORGE.kernel(DecimalTexts.format(type)).current().apply(left, texts + 8 * ROWS, texts, texts + 4 * ROWS, ROWS);
        assertThat(Memory.intAt(texts + 4 * ROWS)).isLessThanOrEqualTo(44);
    }
}
