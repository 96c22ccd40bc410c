// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.math.BigDecimal;

import io.tidemill.codec.Encodings;
import io.tidemill.plan.expr.AggregateFunction;

/// The combiners that there are, and what goes with them.
public final class Combiners {

    private Combiners() {}

    /// The sum, of the type of the values: integers wrap as in Java.
    @SuppressWarnings("unchecked") // the sum of two values of one class is of that class
    public static <V extends Number> Combiner<V, V> sum() {
        return Combiner.ofSameType(AggregateFunction.SUM, (left, right) -> (V) add(left, right));
    }

    /// The least value. Text is ordered by its UTF-8 bytes, and NaN is greater than any other float, as in columns.
    public static <V extends Comparable<? super V>> Combiner<V, V> min() {
        return Combiner.ofSameType(AggregateFunction.MIN,
                (left, right) -> ValueOrder.compare(right, left) < 0 ? right : left);
    }

    /// The greatest value, in the same order.
    public static <V extends Comparable<? super V>> Combiner<V, V> max() {
        return Combiner.ofSameType(AggregateFunction.MAX,
                (left, right) -> ValueOrder.compare(right, left) > 0 ? right : left);
    }

    /// The number of values.
    public static <V> Combiner<V, Long> count() {
        return Combiner.of(AggregateFunction.COUNT, Encodings.of(Long.class), value -> 1L, Long::sum);
    }

    /// Keeps the pairs whose value differs from this one: the leak-proof filter for `reduceByKeyAndWindow` with an inverse.
    /// `dropping(0L)` forgets a key when its count has come back to 0; without it every key ever seen stays, as in Spark.
    ///
    /// For values that come back to the identity only when all rows have left, such as counts. Sums of numbers that cancel out do so
    /// before: then the key is forgotten too early, and the stream fails when its rows leave. `Combiners.sum()` needs no filter.
    public static <K, V> Predicate1<Pair<K, V>> dropping(V identity) {
        return pair -> !pair.value().equals(identity);
    }

    private static Number add(Number left, Number right) {
        return switch (left) {
            case BigDecimal number -> number.add((BigDecimal) right);
            case Long number -> number + right.longValue();
            case Integer number -> number + right.intValue();
            case Double number -> number + right.doubleValue();
            case Float number -> number + right.floatValue();
            case Short number -> (short) (number + right.shortValue());
            case Byte number -> (byte) (number + right.byteValue());
            default -> throw new IllegalArgumentException(
                    "no sum of %s: give a function".formatted(left.getClass().getSimpleName()));
        };
    }
}
