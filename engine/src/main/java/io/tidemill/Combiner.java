// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.tidemill.codec.Canonical;
import io.tidemill.codec.Encoding;
import io.tidemill.plan.expr.AggregateFunction;

/// A way to combine values that the engine knows: the vectorized twin of a lambda. From [Combiners].
///
/// On columns it compiles to an aggregate; on Java objects it does the same row by row.
///
/// @param <V> what is combined
/// @param <R> what comes out
public final class Combiner<V, R> {
    private final AggregateFunction function;
    private final Function<Encoding<V>, Encoding<R>> results;
    private final Function1<V, R> first;
    private final Function2<R, R, R> more;

    private Combiner(AggregateFunction function, Function<Encoding<V>, Encoding<R>> results, Function1<V, R> first,
            Function2<R, R, R> more) {
        this.function = function;
        this.results = results;
        this.first = first;
        this.more = more;
    }

    /// A combiner whose results are of the type of the values; floats are canonical, as in columns.
    static <V> Combiner<V, V> ofSameType(AggregateFunction function, Function2<V, V, V> more) {
        return new Combiner<>(function, UnaryOperator.identity(), Canonical::of, more);
    }

    /// @param results the columns of the results
    static <V, R> Combiner<V, R> of(AggregateFunction function, Encoding<R> results, Function1<V, R> first,
            Function2<R, R, R> more) {
        return new Combiner<>(function, values -> results, first, more);
    }

    AggregateFunction function() {
        return function;
    }

    Encoding<R> results(Encoding<V> values) {
        return results.apply(values);
    }

    /// What stands for a value alone, on Java objects.
    Function1<V, R> first() {
        return first;
    }

    /// What stands for two together, on Java objects.
    Function2<R, R, R> more() {
        return more;
    }

    @Override
    public String toString() {
        return function.toString();
    }
}
