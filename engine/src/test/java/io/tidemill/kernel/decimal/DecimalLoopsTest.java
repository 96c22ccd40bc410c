// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.aggregate.WideSums;
import io.tidemill.kernel.comparison.Comparison;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;

/// Loops over decimals against `BigDecimal`, of random digits and values, edges among them.
class DecimalLoopsTest {
    private static final List<DecimalArithmetic> OPERATIONS = List.of(DecimalArithmetic.values());
    private static final Forge FORGE = Forge.scalarOnly();
    private static final int ROWS = 131;
    private static final int TRIALS = 400;
    private static final long SEED = 5;

    private final SplittableRandom random = new SplittableRandom(SEED);

    private Type type() {
        int precision = random.nextInt(4) == 0 ? 18 : random.nextInt(1, 19);
        return Type.decimal(precision, random.nextInt(precision + 1));
    }

    private static long limit(int precision) {
        return BigInteger.TEN.pow(precision).longValueExact() - 1;
    }

    private long unscaled(Type type) {
        long limit = limit(type.precision());
        return switch (random.nextInt(5)) {
            case 0 -> limit - random.nextLong(Math.min(limit, 3) + 1);
            case 1 -> -limit;
            case 2 -> random.nextLong(-Math.min(limit, 5), Math.min(limit, 5) + 1);
            case 3 -> limit / 2 + (limit > 1 ? random.nextInt(2) : 0);
            default -> random.nextLong(-limit, limit) >> random.nextInt(60);
        };
    }

    /// A type that results of these may have: not wider behind the point than exact results are.
    private Type result(DecimalArithmetic operation, Type left, Type right) {
        int most = switch (operation) {
            case ADD, SUB, MOD -> Math.max(left.scale(), right.scale());
            case MUL -> Math.min(18, left.scale() + right.scale());
            case DIV -> 18;
        };
        int least = switch (operation) {
            case MOD -> most;
            case MUL -> Math.max(0, left.scale() + right.scale() - 19);
            case DIV -> Math.max(0, left.scale() - right.scale());
            case ADD, SUB -> 0;
        };
        return Type.decimal(18, random.nextInt(least, most + 1));
    }

    @Test
    void computesWhatBigDecimalDoes() {
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                Buffer buffer = Buffer.allocate(budget, "rows", 40L * ROWS + 4 * Buffer.ALIGNMENT)) {
            long left = buffer.address();
            long right = left + 8 * ROWS;
            long target = right + 8 * ROWS;
            long bits = target + 8 * ROWS;
            for (int trial = 0; trial < TRIALS; trial++) {
                DecimalArithmetic operation = OPERATIONS.get(trial % OPERATIONS.size());
                Type leftType = type();
                Type rightType = type();
                Type result = result(operation, leftType, rightType);
                for (long row = 0; row < ROWS; row++) {
                    Memory.putLong(left + 8 * row, unscaled(leftType));
                    Memory.putLong(right + 8 * row, unscaled(rightType));
                }
                Loop.Partial loop = FORGE.kernel(operation.of(leftType, rightType, result)).current();
                int missing = loop.apply(left, right, target, bits, ROWS);
                for (int row = 0; row < ROWS; row++) {
                    BigDecimal a = BigDecimal.valueOf(Memory.longAt(left + 8L * row), leftType.scale());
                    BigDecimal b = BigDecimal.valueOf(Memory.longAt(right + 8L * row), rightType.scale());
                    BigDecimal expected = BigDecimals.result(operation, a, b, result);
                    String what = "%s %s %s as %s, seed %d".formatted(a, operation, b, result, SEED);
                    assertThat(value(target, bits, row, result)).as(what).isEqualTo(expected);
                    missing -= expected == null ? 1 : 0;
                }
                assertThat(missing).isZero();
            }
        }
    }

    private static @Nullable BigDecimal value(long target, long bits, int row, Type type) {
        boolean isThere = (Memory.byteAt(bits + (row >>> 3)) >>> (row & 7) & 1) != 0;
        return isThere ? BigDecimal.valueOf(Memory.longAt(target + 8L * row), type.scale()) : null;
    }

    @Test
    void comparesDecimalsOfAnyDigitsAndIntegers() {
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                Buffer buffer = Buffer.allocate(budget, "rows", 24L * ROWS + 4 * Buffer.ALIGNMENT)) {
            long left = buffer.address();
            long right = left + 8 * ROWS;
            long bits = right + 8 * ROWS;
            for (int trial = 0; trial < TRIALS; trial++) {
                Type type = type();
                Type other = trial % 3 == 0 ? Type.INT64 : type();
                for (long row = 0; row < ROWS; row++) {
                    long value = unscaled(type);
                    boolean edge = random.nextInt(3) == 0;
                    Memory.putLong(left + 8 * row, value);
                    Memory.putLong(right + 8 * row,
                            other.isDecimal() ? unscaled(other) : edge ? Long.MIN_VALUE : value);
                }
                Loop.BinaryPredicate less = FORGE.kernel(DecimalComparison.of(Comparison.LT, type, other)).current();
                int ones = less.apply(left, right, bits, ROWS);
                for (int row = 0; row < ROWS; row++) {
                    BigDecimal a = BigDecimal.valueOf(Memory.longAt(left + 8L * row), type.scale());
                    BigDecimal b = BigDecimal.valueOf(Memory.longAt(right + 8L * row), other.scale());
                    boolean isLess = (Memory.byteAt(bits + (row >>> 3)) >>> (row & 7) & 1) != 0;
                    assertThat(isLess).as("%s < %s, seed %d", a, b, SEED).isEqualTo(a.compareTo(b) < 0);
                    ones -= isLess ? 1 : 0;
                }
                assertThat(ones).isZero();
            }
        }
    }

    @Test
    void totalsAreExactBeyondAnInt64() {
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                Buffer buffer = Buffer.allocate(budget, "groups", 48L * ROWS + 4 * Buffer.ALIGNMENT)) {
            long sums = buffer.address();
            long quotients = sums + 8 * ROWS;
            long counts = quotients + 8 * ROWS;
            long target = counts + 8 * ROWS;
            long bits = target + 8 * ROWS;
            Type values = Type.decimal(18, 2);
            BigInteger[] totals = new BigInteger[ROWS];
            for (int row = 0; row < ROWS; row++) {
                totals[row] = BigInteger.ZERO;
                long sum = 0;
                long quotient = 0;
                int count = random.nextInt(40);
                for (int i = 0; i < count; i++) {
                    long value = row % 3 == 0 ? limit(18) - i : unscaled(values);
                    totals[row] = totals[row].add(BigInteger.valueOf(value));
                    sum += value;
                    quotient += value / WideSums.UNIT;
                }
                Memory.putLong(sums + 8L * row, sum);
                Memory.putLong(quotients + 8L * row, quotient);
                Memory.putLong(counts + 8L * row, count);
            }
            for (Type result : new Type[]{values, Type.decimal(18, 4)}) {
                for (boolean isAverage : new boolean[]{false, true}) {
                    FORGE.kernel(DecimalTotals.of(values, result))
                            .current()
                            .apply(sums, quotients, 0, 0, isAverage ? counts : 0, target, bits, ROWS);
                    for (int row = 0; row < ROWS; row++) {
                        long count = isAverage ? Memory.longAt(counts + 8L * row) : 1;
                        BigDecimal total = new BigDecimal(totals[row], values.scale());
                        BigDecimal exact = count == 0
                                ? BigDecimal.ZERO
                                : total.divide(BigDecimal.valueOf(count), result.scale(), RoundingMode.HALF_UP);
                        assertThat(value(target, bits, row, result)).as("%s by %d, seed %d", total, count, SEED)
                                .isEqualTo(BigDecimals.fitting(exact, result));
                    }
                }
            }
        }
    }
}
