// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.tidemill.Dataset;
import io.tidemill.Function1;
import io.tidemill.Function2;
import io.tidemill.Pair;
import io.tidemill.Predicate1;
import io.tidemill.Time;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.PairEncoding;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.plan.expr.Splitter;

/// What a stream is made of. A stream that is used twice is one node with two parents.
public sealed interface Plan {

    /// The columns that come out.
    Schema schema();

    /// Where the user built it.
    Site site();

    /// What comes in.
    default List<Plan> children() {
        return switch (this) {
            case Scan _ -> List.of();
            case Union union -> union.inputs();
            case OfTwo node -> List.of(node.left(), node.right());
            case OfOne node -> List.of(node.input());
        };
    }

    /// The same over other children: as many as there are, of the same columns.
    default Plan withChildren(List<Plan> children) {
        return switch (this) {
            case Scan scan -> scan;
            case Union union -> new Union(children, union.schema, union.site);
            case OfTwo node -> node.over(children.getFirst(), children.getLast());
            case OfOne node -> node.over(children.getFirst());
        };
    }

    /// A node with one child.
    sealed interface OfOne extends Plan {
        Plan input();

        /// The same over another input of the same columns.
        OfOne over(Plan other);
    }

    /// A node with two children.
    sealed interface OfTwo extends Plan {
        Plan left();

        Plan right();

        /// The same over other inputs of the same columns.
        OfTwo over(Plan otherLeft, Plan otherRight);
    }

    /// A node that calls a function of the user's, row by row.
    sealed interface Lambda extends OfOne {
        /// How the results lie in columns.
        Encoding<?> to();

        @Override
        default Schema schema() {
            return to().schema();
        }
    }

    /// The rows of an input.
    ///
    /// @param index of the input among those of the context
    record Scan(int index, String name, Schema schema, Site site) implements Plan {}

    /// The rows of several streams of the same columns.
    record Union(List<Plan> inputs, Schema schema, Site site) implements Plan {
        public Union {
            inputs = List.copyOf(inputs);
        }
    }

    /// Rows of two streams whose keys are equal, batch by batch.
    ///
    /// @param leftKeys as many as `rightKeys`, of the same types
    /// @param condition what rows must fulfil besides, over the columns of the left side, then those of the right
    /// @param columns where each column of the result comes from
    record Join(Plan left, Plan right, JoinType type, List<Bound> leftKeys, List<Bound> rightKeys,
            Optional<Bound> condition, List<JoinColumn> columns, Schema schema, Site site) implements OfTwo {
        public Join {
            leftKeys = List.copyOf(leftKeys);
            rightKeys = List.copyOf(rightKeys);
            columns = List.copyOf(columns);
            if (!leftKeys.stream().map(Bound::type).toList().equals(rightKeys.stream().map(Bound::type).toList())) {
                throw new IllegalArgumentException("keys %s and %s have other types".formatted(leftKeys, rightKeys));
            }
            if (columns.size() != schema.size()) {
                throw new IllegalArgumentException(
                        "%d columns for %s".formatted(columns.size(), schema.names()));
            }
        }

        @Override
        public OfTwo over(Plan otherLeft, Plan otherRight) {
            return new Join(otherLeft, otherRight, type, leftKeys, rightKeys, condition, columns, schema, site);
        }
    }

    /// Rows of two streams whose keys are equal and whose event times are near: a right row may be so much earlier or later than a left one.
    ///
    /// @param join what it gives, but for the time
    /// @param leftTime the column of the event time
    /// @param latestOnly whether a left row matches only the latest of its right rows
    record IntervalJoin(Join join, int leftTime, int rightTime, long beforeMicros, long afterMicros,
            boolean latestOnly) implements OfTwo {
        @Override
        public Plan left() {
            return join.left();
        }

        @Override
        public Plan right() {
            return join.right();
        }

        @Override
        public Schema schema() {
            return join.schema();
        }

        @Override
        public Site site() {
            return join.site();
        }

        @Override
        public OfTwo over(Plan otherLeft, Plan otherRight) {
            return new IntervalJoin((Join) join.over(otherLeft, otherRight), leftTime, rightTime, beforeMicros,
                    afterMicros, latestOnly);
        }
    }

    /// Rows of a stream with the row of a table that has the same key: the last one that the second stream has given.
    ///
    /// @param join what it gives
    /// @param isReplaced whether the rows of a batch of the second stream stand for the whole table
    record LookupJoin(Join join, boolean isReplaced) implements OfTwo {
        @Override
        public Plan left() {
            return join.left();
        }

        @Override
        public Plan right() {
            return join.right();
        }

        @Override
        public Schema schema() {
            return join.schema();
        }

        @Override
        public Site site() {
            return join.site();
        }

        @Override
        public OfTwo over(Plan otherLeft, Plan otherRight) {
            return new LookupJoin((Join) join.over(otherLeft, otherRight), isReplaced);
        }
    }

    /// For each key of a batch, the values of it in two streams of pairs.
    record Cogroup<K, V, W>(Plan left, Plan right, PairEncoding<K, V> from, PairEncoding<K, W> fromRight,
            PairEncoding<K, Pair<List<V>, List<W>>> to, Site site) implements OfTwo {
        @Override
        public Schema schema() {
            return to.schema();
        }

        @Override
        public OfTwo over(Plan otherLeft, Plan otherRight) {
            return new Cogroup<>(otherLeft, otherRight, from, fromRight, to, site);
        }
    }

    /// The input under a name of the user's.
    record Named(Plan input, String name) implements OfOne {
        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public Site site() {
            return input.site();
        }

        @Override
        public OfOne over(Plan other) {
            return new Named(other, name);
        }
    }

    /// @param schema that of the input, but without nulls where the predicate lets none through
    record Filter(Plan input, Bound predicate, Schema schema, Site site) implements OfOne {
        public Filter {
            if (!predicate.type().equals(Type.BOOL)) {
                throw new IllegalArgumentException("a filter by " + predicate.type());
            }
        }

        @Override
        public OfOne over(Plan other) {
            return new Filter(other, predicate, schema, site);
        }
    }

    /// The same rows, whose event time is followed.
    ///
    /// @param column of the event time
    record Timed(Plan input, int column, EventTime time, Site site) implements OfOne {
        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public OfOne over(Plan other) {
            return new Timed(other, column, time, site);
        }
    }

    /// New columns, one an expression.
    record Project(Plan input, List<Bound> expressions, Schema schema, Site site) implements OfOne {
        public Project {
            expressions = List.copyOf(expressions);
            if (expressions.size() != schema.size()) {
                throw new IllegalArgumentException(
                        "%d expressions for the columns %s".formatted(expressions.size(), schema.names()));
            }
        }

        @Override
        public OfOne over(Plan other) {
            return new Project(other, expressions, schema, site);
        }
    }

    /// A row for each piece of a text, with other columns repeated.
    ///
    /// @param carried the other columns, in order
    /// @param position the index of the pieces' column in the schema
    record Explode(Plan input, List<Bound> carried, int position, Bound text, Splitter splitter, Schema schema,
            Site site) implements OfOne {
        public Explode {
            carried = List.copyOf(carried);
            if (carried.size() + 1 != schema.size()) {
                throw new IllegalArgumentException(
                        "%d carried columns for %s".formatted(carried.size(), schema.names()));
            }
        }

        @Override
        public OfOne over(Plan other) {
            return new Explode(other, carried, position, text, splitter, schema, site);
        }
    }

    /// A row for each group, or one row where there are no keys: keys, then aggregates, then the change if groups are retracted.
    record Aggregate(Plan input, List<Bound> keys, List<BoundAggregate> aggregates, Window window, Emission emission,
            Schema schema, Site site) implements OfOne {
        public Aggregate {
            keys = List.copyOf(keys);
            aggregates = List.copyOf(aggregates);
            if (keys.size() + aggregates.size() + (emission.retracts() ? 1 : 0) != schema.size()) {
                throw new IllegalArgumentException(
                        "%d keys and %d aggregates for %s".formatted(keys.size(), aggregates.size(), schema.names()));
            }
        }

        /// Groups that are put out once.
        public Aggregate(Plan input, List<Bound> keys, List<BoundAggregate> aggregates, Window window, Schema schema,
                Site site) {
            this(input, keys, aggregates, window, Emission.ONCE, schema, site);
        }

        /// The same, put out in another way.
        public Aggregate emitting(Emission other) {
            List<Field> fields = new ArrayList<>(schema.fields());
            if (other.retracts()) {
                fields.add(Field.of(Emission.CHANGE, Type.INT32));
            }
            return new Aggregate(input, keys, aggregates, window, other, new Schema(fields), site);
        }

        /// Whether groups may be put out more than once.
        public boolean isRevised() {
            return emission.revises(window);
        }

        @Override
        public OfOne over(Plan other) {
            return new Aggregate(other, keys, aggregates, window, emission, schema, site);
        }
    }

    /// The same groups of intervals, and rows for the intervals that a key has none in.
    ///
    /// @param input keys, values, and when the interval ends
    record Fill(Plan input, FillPlan fill, Schema schema, Site site) implements OfOne {
        @Override
        public OfOne over(Plan other) {
            return new Fill(other, fill, schema, site);
        }
    }

    /// The rows that come too late for all windows that they belong to.
    record LateRows(Plan input, Window.OfEventTime window, Site site) implements OfOne {
        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public OfOne over(Plan other) {
            return new LateRows(other, window, site);
        }
    }

    /// The rows without those whose values in some columns came before.
    ///
    /// @param keys the columns that tell rows apart
    /// @param withinMicros for how long, or [#BATCH] for the batch
    record Distinct(Plan input, List<Integer> keys, long withinMicros, Site site) implements OfOne {
        /// As long as the batch.
        public static final long BATCH = 0;

        public Distinct {
            keys = List.copyOf(keys);
        }

        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public OfOne over(Plan other) {
            return new Distinct(other, keys, withinMicros, site);
        }
    }

    /// All rows of a window, at each slide.
    record WindowRows(Plan input, Window.Sliding window, Site site) implements OfOne {
        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public OfOne over(Plan other) {
            return new WindowRows(other, window, site);
        }
    }

    record MapRows<A, B>(Plan input, Encoding<A> from, Encoding<B> to, Function1<A, B> function,
            Site site) implements Lambda {
        @Override
        public OfOne over(Plan other) {
            return new MapRows<>(other, from, to, function, site);
        }
    }

    record FlatMapRows<A, B>(Plan input, Encoding<A> from, Encoding<B> to, Function1<A, ? extends Iterable<B>> function,
            Site site)
            implements
                Lambda {
        @Override
        public OfOne over(Plan other) {
            return new FlatMapRows<>(other, from, to, function, site);
        }
    }

    record FilterRows<A>(Plan input, Encoding<A> to, Predicate1<A> predicate, Site site) implements Lambda {
        @Override
        public OfOne over(Plan other) {
            return new FilterRows<>(other, to, predicate, site);
        }
    }

    /// Functions that are each handed what the one before gives, without columns in between.
    ///
    /// @param functions the nodes that this one stands for, from the input up
    record FusedRows<A, B>(Plan input, Encoding<A> from, Encoding<B> to, List<Lambda> functions,
            Site site) implements Lambda {
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
                Lambda {
        @Override
        public OfOne over(Plan other) {
            return new MapPartitions<>(other, from, to, function, site);
        }
    }

    /// One row a batch, none for an empty one.
    record ReduceRows<A>(Plan input, Encoding<A> to, Function2<A, A, A> function, Site site) implements Lambda {
        @Override
        public OfOne over(Plan other) {
            return new ReduceRows<>(other, to, function, site);
        }
    }

    /// A row for each key of a batch.
    record ReduceByKey<K, V>(Plan input, PairEncoding<K, V> to, Function2<V, V, V> function,
            Site site) implements Lambda {
        @Override
        public OfOne over(Plan other) {
            return new ReduceByKey<>(other, to, function, site);
        }
    }

    /// A row for each key of a window.
    record ReduceByKeyAndWindow<K, V>(Plan input, PairEncoding<K, V> to, Function2<V, V, V> function,
            Window.Sliding window, Site site)
            implements
                Lambda {
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
            Optional<Predicate1<Pair<K, V>>> keep, Window.Sliding window, Site site) implements Lambda {
        @Override
        public OfOne over(Plan other) {
            return new ReduceByKeyAndInverse<>(other, to, function, inverse, keep, window, site);
        }
    }

    /// All values of each key of a batch.
    record GroupByKey<K, V>(Plan input, PairEncoding<K, V> from, PairEncoding<K, List<V>> to,
            Site site) implements Lambda {
        @Override
        public OfOne over(Plan other) {
            return new GroupByKey<>(other, from, to, site);
        }
    }

    /// The state of every known key, every batch.
    record UpdateStateByKey<K, V, S>(Plan input, PairEncoding<K, V> from, PairEncoding<K, S> to,
            Function2<List<V>, Optional<S>, Optional<S>> function, Site site) implements Lambda {
        @Override
        public OfOne over(Plan other) {
            return new UpdateStateByKey<>(other, from, to, function, site);
        }
    }

    /// Whatever is made of a batch as a whole.
    record Transform<A, B>(Plan input, Encoding<A> from, Encoding<B> to,
            Function2<Dataset<A>, Time, Dataset<B>> function, Site site)
            implements
                Lambda {
        @Override
        public OfOne over(Plan other) {
            return new Transform<>(other, from, to, function, site);
        }
    }
}
