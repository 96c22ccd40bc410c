// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Bytes;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A composite key as Java values, to compare with. All NaNs are equal, as Java has it; -0.0 is 0.0 once it is canonical.
final class Key {
    private final @Nullable Object[] values;

    Key(@Nullable Object... values) {
        this.values = values;
    }

    int size() {
        return values.length;
    }

    @Nullable
    Object value(int index) {
        return values[index];
    }

    /// The key under which a table files this one.
    Key canonical() {
        @Nullable
        Object[] canonical = values.clone();
        for (int i = 0; i < canonical.length; i++) {
            if (Objects.equals(canonical[i], -0.0)) {
                canonical[i] = 0.0;
            } else if (Objects.equals(canonical[i], -0.0f)) {
                canonical[i] = 0.0f;
            }
        }
        return new Key(canonical);
    }

    /// A key of values from small sets, so that they come again.
    static Key random(Random random, List<Type> types, int variety, double nulls) {
        @Nullable
        Object[] values = new Object[types.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble() < nulls ? null : randomValue(random, types.get(i), variety);
        }
        return new Key(values);
    }

    private static Object randomValue(Random random, Type type, int variety) {
        int number = random.nextInt(variety);
        return switch (type.kind()) {
            case BOOL -> (number & 1) != 0;
            case INT8 -> (byte) (number - 3);
            case INT16 -> (short) (number - variety / 2);
            case INT32, DATE -> number * 0x12345 - 7;
            case INT64, TIMESTAMP, TIMESTAMP_NTZ -> (long) number * number * 0x123456789L - variety;
            case DECIMAL -> type.isWide()
                    ? (Object) new BigDecimal(alike(number), type.scale())
                    : (Object) (number * 1_000_003L);
            case TIME -> number * 1_000_003L;
            case FLOAT32 -> List.of(Float.NaN, -0.0f, 0.0f, Float.intBitsToFloat(0x7fc00001), number + 0.5f)
                    .get(Math.min(number, 4));
            case FLOAT64 -> List.of(Double.NaN, -0.0, 0.0, Double.longBitsToDouble(0xfff8000000000123L), number * 1e-3)
                    .get(Math.min(number, 4));
            case UTF8 -> text(number);
            case BINARY -> Bytes.of(text(number).getBytes(UTF_8));
            case LIST, OBJECT -> throw new IllegalArgumentException("no key: " + type);
        };
    }

    /// Numbers that have their upper or their lower 64 bits in common.
    private static BigInteger alike(int number) {
        return BigInteger.valueOf(number / 2 - 3L).shiftLeft(number % 2 == 0 ? 50 : 0);
    }

    /// Texts of all short lengths, many with a prefix in common, some with bytes 0.
    private static String text(int number) {
        String prefix = switch (number % 5) {
            case 0 -> "";
            case 1 -> "\0";
            case 2 -> "https://";
            case 3 -> "a long prefix that all of these have";
            default -> "é";
        };
        return prefix + "x".repeat(number % 19) + (number < 19 ? "" : Integer.toString(number / 19));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Key key && Arrays.equals(values, key.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
