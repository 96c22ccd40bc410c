// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Bytes;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Rows of a schema with values from small sets, so that keys meet again, and now and then an awkward one.
///
/// Floats are multiples of a quarter, so that sums are exact in any order; ask for [#withOddFloats] to see NaN, infinities and
/// both zeros. A nullable column is null in one row of four.
public final class RandomRows implements RowMaker {
    private static final List<String> WORDS = List.of("", "a", "the", "tide", "whale", "Ahab", "señor", "naïve", "浪の花",
            "\u007f", "eight888",
            "nine99999", "a longer word than sixteen bytes", "a longer word than sixteen byteZ");
    private static final List<byte[]> BINARIES = List.of(new byte[0], new byte[]{0}, new byte[]{0, 0}, new byte[]{-1},
            new byte[]{-1, 0, 127, -128}, new byte[]{1, 2, 3, 4, 5, 6, 7}, new byte[]{1, 2, 3, 4, 5, 6, 7, 8},
            new byte[20]);
    private static final double[] ODD_FLOATS = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0,
            -0.0, Float.MIN_VALUE};

    private final Schema schema;
    private final boolean oddFloats;

    private RandomRows(Schema schema, boolean oddFloats) {
        this.schema = schema;
        this.oddFloats = oddFloats;
    }

    public static RandomRows of(Schema schema) {
        return new RandomRows(schema, false);
    }

    public RandomRows withOddFloats() {
        return new RandomRows(schema, true);
    }

    @Override
    public TestRow next(RandomGenerator random) {
        return TestRow.make(schema.size(), column -> value(schema.field(column), random));
    }

    private @Nullable Object value(Field field, RandomGenerator random) {
        if (field.nullable() && random.nextInt(4) == 0) {
            return null;
        }
        return value(field.type(), random);
    }

    private Object value(Type type, RandomGenerator random) {
        boolean extreme = random.nextInt(32) == 0;
        return switch (type.kind()) {
            case BOOL -> random.nextBoolean();
            case INT8 -> (byte) (extreme ? random.nextInt() : random.nextInt(-5, 20));
            case INT16 -> (short) (extreme ? random.nextInt() : random.nextInt(-5, 50));
            case INT32 -> extreme ? random.nextInt() : random.nextInt(-10, 100);
            case INT64 -> extreme ? random.nextLong() : random.nextLong(-10, 100);
            case FLOAT32 -> (float) real(random);
            case FLOAT64 -> real(random);
            case UTF8 -> WORDS.get(random.nextInt(WORDS.size()));
            case TIMESTAMP -> 1_700_000_000_000_000L + random.nextInt(1000) * 250_000L;
            case TIMESTAMP_NTZ -> 1_700_000_000_000_000L - random.nextInt(1000) * 250_000L;
            case DECIMAL -> new BigDecimal(extreme ? extreme(type, random) : BigInteger.valueOf(random.nextInt(-9, 10)),
                    type.scale());
            case TIME -> extreme ? 86_399_999_999L : random.nextInt(96) * 900_000_000L;
            case BINARY -> Bytes.of(BINARIES.get(random.nextInt(BINARIES.size())));
            case DATE -> random.nextInt(19_000, 19_050);
            case OBJECT -> "object " + random.nextInt(20);
            case LIST -> elements(type.elementType(), random);
        };
    }

    private List<@Nullable Object> elements(Type element, RandomGenerator random) {
        int size = random.nextInt(8) == 0 ? random.nextInt(20) : random.nextInt(4);
        return TestRow.make(size, _ -> random.nextInt(5) == 0 ? null : value(element, random)).values();
    }

    /// Anything that a decimal holds.
    private static BigInteger extreme(Type decimal, RandomGenerator random) {
        BigInteger limit = BigInteger.TEN.pow(decimal.precision());
        BigInteger size = new BigInteger(128, new Random(random.nextLong())).mod(limit);
        return random.nextBoolean() ? size : size.negate();
    }

    private double real(RandomGenerator random) {
        if (oddFloats && random.nextInt(8) == 0) {
            return ODD_FLOATS[random.nextInt(ODD_FLOATS.length)];
        }
        return random.nextInt(-40, 400) * 0.25;
    }
}
