// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

import org.junit.jupiter.api.Test;

import io.tidemill.Functions;
import io.tidemill.compile.ConstantFolding;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.computation.SparkMurmur3;
import io.tidemill.operator.expression.computation.SparkXxHash64;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.Expr;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.lit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// Bits against Java's operators, hashes against Spark's numbers and against a second way to compute them.
class BitsAndHashesTest {
    private static final Expr X = col("x");

    private static void bits(BiFunction<Expr, Object, Expr> function, LongBinaryOperator ofLong,
            LongBinaryOperator ofInt) {
        for (int other : List.of(0, 1, 5, 31, 33, -1)) {
            FunctionCheck.<Integer>verify(function.apply(X, other), Type.INT32,
                    List.of(0, 1, -1, 12345, Integer.MIN_VALUE), value -> (int) ofInt.applyAsLong(value, other));
            FunctionCheck.<Long>verify(function.apply(X, other), Type.INT64, List.of(0L, -1L, 1L << 40, Long.MIN_VALUE),
                    value -> ofLong.applyAsLong(value, other));
        }
    }

    @Test
    void bitsAreJavas() {
        bits(Functions::bitwiseAnd, (left, right) -> left & right, (left, right) -> left & right);
        bits(Functions::bitwiseOr, (left, right) -> left | right, (left, right) -> left | right);
        bits(Functions::bitwiseXor, (left, right) -> left ^ right, (left, right) -> left ^ right);
        bits(Functions::shiftLeft, (left, right) -> left << right, (left, right) -> (int) left << (int) right);
        bits(Functions::shiftRight, (left, right) -> left >> right, (left, right) -> (int) left >> (int) right);
        bits(Functions::shiftRightUnsigned, (left, right) -> left >>> right,
                (left, right) -> (int) left >>> (int) right);
        LongUnaryOperator not = value -> ~value;
        FunctionCheck.<Long>verify(Functions.bitwiseNot(X), Type.INT64, List.of(0L, 77L, -1L), not::applyAsLong);
        FunctionCheck.<Byte>verify(Functions.bitwiseNot(X), Type.INT8, List.of((byte) 1, (byte) -128),
                value -> ~value);
    }

    private static Object constant(Expr expr) {
        Bound bound = ConstantFolding
                .fold(new Binder(Schema.of(), "nothing", new Site("select", "here")).bind(expr));
        return ((Bound.Constant) bound).value();
    }

    /// From the documentation of Spark's functions, where 123 stands in an array.
    @Test
    void hashesAreSparks() {
        assertThat(constant(Functions.hash(lit("Spark"), lit(123), lit(2)))).isEqualTo(-1321691492);
        assertThat(constant(Functions.xxhash64(lit("Spark"), lit(123), lit(2)))).isEqualTo(5602566077635097486L);
    }

    @Test
    void numbersHashAsTheirBytes() {
        for (long seed : List.of(42L, -7L)) {
            for (long value : List.of(0L, 1L, -1L, 1L << 50, 123456789L)) {
                byte[] eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
                byte[] four = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).array();
                assertThat(SparkXxHash64.ofLong(value, seed)).isEqualTo(ofBytes(eight, seed));
                assertThat(SparkXxHash64.ofInt((int) value, seed)).isEqualTo(ofBytes(four, seed));
            }
        }
    }

    private static long ofBytes(byte[] bytes, long seed) {
        try (var budget = MemoryBudget.limited("bytes", 1 << 16);
                var buffer = Buffer.allocate(budget, "bytes", bytes.length)) {
            Memory.copyIn(bytes, 0, buffer.address(), bytes.length);
            return SparkXxHash64.ofBytes(buffer.address(), bytes.length, seed);
        }
    }

    /// The check values of xxHash's own tests for texts of several stripes.
    @Test
    void textsHashAsXxh64Says() {
        assertThat(ofBytes(new byte[0], 0)).isEqualTo(0xEF46DB3751D8E999L);
        assertThat(ofBytes("a".getBytes(UTF_8), 0)).isEqualTo(0xD24EC4F1A98C6E5BL);
        assertThat(ofBytes("abc".getBytes(UTF_8), 0)).isEqualTo(0x44BC2CF5AD770999L);
        assertThat(ofBytes("Nobody inspects the spammish repetition".getBytes(UTF_8), 0))
                .isEqualTo(0xFBCEA83C8A378BF1L);
    }

    @Test
    void aNullLeavesTheHashAsItIs() {
        FunctionCheck.<Double>verifyAll(Functions.xxhash64(X), Type.FLOAT64, List.of(-0.0, 0.0, 1.5),
                value -> value == null
                        ? 42L
                        : SparkXxHash64.ofLong(Double.doubleToLongBits(value + 0.0), 42));
        FunctionCheck.<Integer>verifyAll(Functions.hash(X, lit(2)), Type.INT32, List.of(7, 0),
                value -> SparkMurmur3.ofInt(2, value == null ? 42 : SparkMurmur3.ofInt(value, 42)));
    }
}
