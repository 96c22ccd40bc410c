// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.tidemill.Dataset;
import io.tidemill.Function1;
import io.tidemill.Function2;
import io.tidemill.Function4;
import io.tidemill.KeyedProcessFunction;
import io.tidemill.Pair;
import io.tidemill.Predicate1;
import io.tidemill.State;
import io.tidemill.Time;
import io.tidemill.ValueStateDescriptor;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.PairEncoding;
import io.tidemill.memory.Schema;

/// What calls a function of the user's, row by row.
public sealed interface RowPlan extends Plan.OfOne {
    /// How the results lie in columns.
    Encoding<?> to();

    @Override
    default Schema schema() {
        return to().schema();
    }

    record MapRows<A, B>(Plan input, Encoding<A> from, Encoding<B> to, Function1<A, B> function,
            Site site) implements RowPlan {
        @Override
        public OfOne over(Plan other) {
            return new MapRows<>(other, from, to, function, site);
        }
    }

    record FlatMapRows<A, B>(Plan input, Encoding<A> from, Encoding<B> to, Function1<A, ? extends Iterable<B>> function,
            Site site)
            implements
                RowPlan {
        @Override
        public OfOne over(Plan other) {
            return new FlatMapRows<>(other, from, to, function, site);
        }
    }

    record FilterRows<A>(Plan input, Encoding<A> to, Predicate1<A> predicate, Site site) implements RowPlan {
        @Override
        public OfOne over(Plan other) {
            return new FilterRows<>(other, to, predicate, site);
        }
    }

    /// Functions that are each handed what the one before gives, without columns in between.
    ///
    /// @param functions the nodes that this one stands for, from the input up
    record FusedRows<A, B>(Plan input, Encoding<A> from, Encoding<B> to, List<RowPlan> functions,
            Site site) implements RowPlan {
        public FusedRows {
            functions = List.copyOf(functions);
        }

        @Override
        public OfOne over(Plan other) {
            return new FusedRows<>(other, from, to, functions, site);
        }
    }

    record MapPartitions<A, B>(Plan input, Encoding<A> from, Encoding<B> to,
            Function1<Iterator<A>, Iterator<B>> function, Site site)
            implements
                RowPlan {
        @Override
        public OfOne over(Plan other) {
            return new MapPartitions<>(other, from, to, function, site);
        }
    }

    /// One row a batch, none for an empty one.
    record ReduceRows<A>(Plan input, Encoding<A> to, Function2<A, A, A> function, Site site) implements RowPlan {
        @Override
        public OfOne over(Plan other) {
            return new ReduceRows<>(other, to, function, site);
        }
    }

    /// A row for each key of a batch.
    record ReduceByKey<K, V>(Plan input, PairEncoding<K, V> to, Function2<V, V, V> function,
            Site site) implements RowPlan {
        @Override
        public OfOne over(Plan other) {
            return new ReduceByKey<>(other, to, function, site);
        }
    }

    /// A row for each key of a window.
    record ReduceByKeyAndWindow<K, V>(Plan input, PairEncoding<K, V> to, Function2<V, V, V> function,
            Window.Sliding window, Site site)
            implements
                RowPlan {
        @Override
        public OfOne over(Plan other) {
            return new ReduceByKeyAndWindow<>(other, to, function, window, site);
        }
    }

    /// The same, kept up by taking back what left the window.
    ///
    /// @param keep which pairs stay in the state; empty for all, for ever
    record ReduceByKeyAndInverse<K, V>(Plan input, PairEncoding<K, V> to, Function2<V, V, V> function,
            Function2<V, V, V> inverse,
            Optional<Predicate1<Pair<K, V>>> keep, Window.Sliding window, Site site) implements RowPlan {
        @Override
        public OfOne over(Plan other) {
            return new ReduceByKeyAndInverse<>(other, to, function, inverse, keep, window, site);
        }
    }

    /// All values of each key of a batch.
    record GroupByKey<K, V>(Plan input, PairEncoding<K, V> from, PairEncoding<K, List<V>> to,
            Site site) implements RowPlan {
        @Override
        public OfOne over(Plan other) {
            return new GroupByKey<>(other, from, to, site);
        }
    }

    /// The state of every known key, every batch.
    record UpdateStateByKey<K, V, S>(Plan input, PairEncoding<K, V> from, PairEncoding<K, S> to,
            Function4<Time, K, List<V>, Optional<S>, Optional<S>> function, List<Pair<K, S>> initial,
            Site site) implements RowPlan {
        public UpdateStateByKey {
            initial = List.copyOf(initial);
        }

        @Override
        public OfOne over(Plan other) {
            return new UpdateStateByKey<>(other, from, to, function, initial, site);
        }
    }

    /// What a function answers of each row and the state of its key, and all states.
    ///
    /// @param timeoutMicros after which a key is forgotten for which nothing comes; 0 for never
    record MapWithState<K, V, S, E>(Plan input, PairEncoding<K, V> from, Encoding<StateOutput<K, S, E>> to,
            Function4<Time, K, Optional<V>, State<S>, Optional<E>> function, List<Pair<K, S>> initial,
            long timeoutMicros, Site site) implements RowPlan {
        public MapWithState {
            initial = List.copyOf(initial);
        }

        @Override
        public OfOne over(Plan other) {
            return new MapWithState<>(other, from, to, function, initial, timeoutMicros, site);
        }
    }

    /// What a function puts out of each row and each timer, with the states of its key.
    ///
    /// @param hasEventTime whether the stream follows one
    record ProcessKeyed<K, V, R>(Plan input, PairEncoding<K, V> from, Encoding<R> to,
            KeyedProcessFunction<K, V, R> function, List<ValueStateDescriptor<?>> states, boolean hasEventTime,
            Site site) implements RowPlan {
        public ProcessKeyed {
            states = List.copyOf(states);
        }

        @Override
        public OfOne over(Plan other) {
            return new ProcessKeyed<>(other, from, to, function, states, hasEventTime, site);
        }
    }

    /// Whatever is made of a batch as a whole.
    record Transform<A, B>(Plan input, Encoding<A> from, Encoding<B> to,
            Function2<Dataset<A>, Time, Dataset<B>> function, Site site)
            implements
                RowPlan {
        @Override
        public OfOne over(Plan other) {
            return new Transform<>(other, from, to, function, site);
        }
    }
}
