// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tidemill.codec.Encoding;
import io.tidemill.codec.Encodings;
import io.tidemill.codec.ObjectEncoding;
import io.tidemill.codec.PairEncoding;
import io.tidemill.plan.EventColumn;
import io.tidemill.plan.Plan;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.Site;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.Expr;

/// A stream of keys and values.
///
/// Keys that are typed columns group at the speed of columns where a [Combiner] says how; a lambda combines row by row.
public final class PairDStream<K, V> extends DStream<Pair<K, V>> {
    private final PairEncoding<K, V> pairs;

    PairDStream(StreamingContext context, Plan plan, PairEncoding<K, V> pairs) {
        super(context, plan, pairs);
        this.pairs = pairs;
    }

    /// Makes a value of each value and keeps its key, as Java objects.
    public <R> PairDStream<K, R> mapValues(Function1<V, R> function) {
        return mapValues(new ObjectEncoding<>(), function, at("mapValues"));
    }

    /// The same, in columns.
    public <R> PairDStream<K, R> mapValues(Class<R> results, Function1<V, R> function) {
        return mapValues(Encodings.of(results), function, at("mapValues"));
    }

    private <R> PairDStream<K, R> mapValues(Encoding<R> results, Function1<V, R> function, Site site) {
        PairEncoding<K, R> to = new PairEncoding<>(pairs.key(), results);
        return derivePairs(
                new RowPlan.MapRows<>(plan, pairs, to, pair -> Pair.of(pair.key(), function.apply(pair.value())), site),
                to);
    }

    /// Makes any number of values of each value, all of its key, as Java objects.
    public <R> PairDStream<K, R> flatMapValues(Function1<V, ? extends Iterable<R>> function) {
        return flatMapValues(new ObjectEncoding<>(), function);
    }

    /// The same, in columns.
    public <R> PairDStream<K, R> flatMapValues(Class<R> results, Function1<V, ? extends Iterable<R>> function) {
        return flatMapValues(Encodings.of(results), function);
    }

    private <R> PairDStream<K, R> flatMapValues(Encoding<R> results, Function1<V, ? extends Iterable<R>> function) {
        PairEncoding<K, R> to = new PairEncoding<>(pairs.key(), results);
        Function1<Pair<K, V>, List<Pair<K, R>>> pairsOf = pair -> {
            List<Pair<K, R>> all = new ArrayList<>();
            for (R value : function.apply(pair.value())) {
                all.add(Pair.of(pair.key(), value));
            }
            return all;
        };
        return derivePairs(new RowPlan.FlatMapRows<>(plan, pairs, to, pairsOf, at("flatMapValues")), to);
    }

    /// Combines the values of each key of each batch, by an associative and commutative function.
    public PairDStream<K, V> reduceByKey(Function2<V, V, V> function) {
        Site site = at("reduceByKey");
        pairs.requireEqualKeys(site.toString());
        return derivePairs(new RowPlan.ReduceByKey<>(plan, pairs, function, site), pairs);
    }

    /// The same at the speed of columns: `reduceByKey(Combiners.sum())`.
    public <R> PairDStream<K, R> reduceByKey(Combiner<V, R> combiner) {
        return combine(combiner, new Window.Batch(), at("reduceByKey"));
    }

    /// Combines the values of each key in the last `length`, every batch.
    public PairDStream<K, V> reduceByKeyAndWindow(Function2<V, V, V> function, Duration length) {
        Site site = at("reduceByKeyAndWindow");
        return reduceByKeyAndWindow(function, context.window(plan, length, site), site);
    }

    /// Combines the values of each key in the last `length`, every `slide`: both multiples of the batch interval.
    public PairDStream<K, V> reduceByKeyAndWindow(Function2<V, V, V> function, Duration length, Duration slide) {
        Site site = at("reduceByKeyAndWindow");
        return reduceByKeyAndWindow(function, context.window(plan, length, slide, site), site);
    }

    private PairDStream<K, V> reduceByKeyAndWindow(Function2<V, V, V> function, Window.Sliding window, Site site) {
        pairs.requireEqualKeys(site.toString());
        return derivePairs(new RowPlan.ReduceByKeyAndWindow<>(plan, pairs, function, window, site), pairs);
    }

    /// The same at the speed of columns, every batch.
    public <R> PairDStream<K, R> reduceByKeyAndWindow(Combiner<V, R> combiner, Duration length) {
        Site site = at("reduceByKeyAndWindow");
        return combine(combiner, context.window(plan, length, site), site);
    }

    /// The same at the speed of columns: `reduceByKeyAndWindow(Combiners.sum(), minutes(10), seconds(2))`. A key whose rows have all
    /// left the window is gone.
    public <R> PairDStream<K, R> reduceByKeyAndWindow(Combiner<V, R> combiner, Duration length, Duration slide) {
        Site site = at("reduceByKeyAndWindow");
        return combine(combiner, context.window(plan, length, slide, site), site);
    }

    /// The same kept up by taking back what leaves the window, with the inverse of the function.
    ///
    /// As in Spark a key stays in the state for ever and goes on to be given, such as `(word,0)`. To forget keys, say which to
    /// keep: [Combiners#dropping] is one word.
    public PairDStream<K, V> reduceByKeyAndWindow(Function2<V, V, V> function, Function2<V, V, V> inverse,
            Duration length, Duration slide) {
        return reduceByKeyAndWindow(function, inverse, length, slide, Optional.empty(), at("reduceByKeyAndWindow"));
    }

    /// The same, keeping in the state only the pairs that a function says true of.
    public PairDStream<K, V> reduceByKeyAndWindow(Function2<V, V, V> function, Function2<V, V, V> inverse,
            Duration length, Duration slide,
            Predicate1<Pair<K, V>> keep) {
        return reduceByKeyAndWindow(function, inverse, length, slide, Optional.of(keep), at("reduceByKeyAndWindow"));
    }

    private PairDStream<K, V> reduceByKeyAndWindow(Function2<V, V, V> function, Function2<V, V, V> inverse,
            Duration length, Duration slide,
            Optional<Predicate1<Pair<K, V>>> keep, Site site) {
        pairs.requireEqualKeys(site.toString());
        Window.Sliding window = context.window(plan, length, slide, site);
        return derivePairs(new RowPlan.ReduceByKeyAndInverse<>(plan, pairs, function, inverse, keep, window, site),
                pairs);
    }

    /// All values of each key of each batch, as a Java list.
    public PairDStream<K, List<V>> groupByKey() {
        PairEncoding<K, List<V>> to = new PairEncoding<>(pairs.key(), new ObjectEncoding<>());
        Site site = at("groupByKey");
        pairs.requireEqualKeys(site.toString());
        return derivePairs(new RowPlan.GroupByKey<>(plan, pairs, to, site), to);
    }

    /// All values of each key of the last `length`, as a Java list, every batch.
    public PairDStream<K, List<V>> groupByKeyAndWindow(Duration length) {
        return window(length).groupByKey();
    }

    /// The same, every `slide`.
    public PairDStream<K, List<V>> groupByKeyAndWindow(Duration length, Duration slide) {
        return window(length, slide).groupByKey();
    }

    /// For each key that one of both streams has in a batch: all its values in both, as Java lists, perhaps empty.
    public <W> PairDStream<K, Pair<List<V>, List<W>>> cogroup(PairDStream<K, W> other) {
        return PairJoins.cogroup(this, other, at("cogroup"));
    }

    /// Every value of a key with every value that the other stream has of it in the same batch.
    ///
    /// At the speed of columns where keys and values are typed columns.
    public <W> PairDStream<K, Pair<V, W>> join(PairDStream<K, W> other) {
        return PairJoins.join(this, other, at("join"));
    }

    /// The same, and values of keys that the other stream does not have.
    public <W> PairDStream<K, Pair<V, Optional<W>>> leftOuterJoin(PairDStream<K, W> other) {
        return PairJoins.leftOuterJoin(this, other, at("leftOuterJoin"));
    }

    /// The same as [#join], and values of the other stream of keys that this one does not have.
    public <W> PairDStream<K, Pair<Optional<V>, W>> rightOuterJoin(PairDStream<K, W> other) {
        return PairJoins.rightOuterJoin(this, other, at("rightOuterJoin"));
    }

    /// The same as [#join], and the values of both streams of keys that the other one does not have.
    public <W> PairDStream<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(PairDStream<K, W> other) {
        return PairJoins.fullOuterJoin(this, other, at("fullOuterJoin"));
    }

    PairEncoding<K, V> pairs() {
        return pairs;
    }

    /// Keeps a state for each key, as a Java object, and gives all states every batch.
    ///
    /// The function is called for every known key in every batch, also with no values; an empty answer forgets the key.
    public <S> PairDStream<K, S> updateStateByKey(Function2<List<V>, Optional<S>, Optional<S>> function) {
        return updateStateByKey(new ObjectEncoding<>(), function);
    }

    /// The same with states in columns.
    public <S> PairDStream<K, S> updateStateByKey(Class<S> states,
            Function2<List<V>, Optional<S>, Optional<S>> function) {
        return updateStateByKey(Encodings.of(states), function);
    }

    /// The same with a function that is also told the batch's time and the key.
    public <S> PairDStream<K, S> updateStateByKey(Class<S> states,
            Function4<Time, K, List<V>, Optional<S>, Optional<S>> function) {
        return updateStateByKey(states, function, List.of());
    }

    /// The same with the states that keys have before the first row, which are part of the program.
    public <S> PairDStream<K, S> updateStateByKey(Class<S> states,
            Function4<Time, K, List<V>, Optional<S>, Optional<S>> function, Iterable<Pair<K, S>> initialState) {
        return updateStateByKey(Encodings.of(states), function, initialState);
    }

    private <S> PairDStream<K, S> updateStateByKey(Encoding<S> states,
            Function2<List<V>, Optional<S>, Optional<S>> function) {
        return updateStateByKey(states, (_, _, values, state) -> function.apply(values, state), List.of());
    }

    private <S> PairDStream<K, S> updateStateByKey(Encoding<S> states,
            Function4<Time, K, List<V>, Optional<S>, Optional<S>> function, Iterable<Pair<K, S>> initialState) {
        PairEncoding<K, S> to = new PairEncoding<>(pairs.key(), states);
        Site site = at("updateStateByKey");
        pairs.requireEqualKeys(site.toString());
        List<Pair<K, S>> initial = new ArrayList<>();
        initialState.forEach(initial::add);
        return derivePairs(new RowPlan.UpdateStateByKey<>(plan, pairs, to, function, initial, site), to);
    }

    /// Maps each row with the state of its key, as a function says, to Java objects; [MapWithStateDStream#stateSnapshots] gives the states.
    ///
    /// Unlike [#updateStateByKey] this calls the function for rows, not for every known key: batches cost what comes, not what is
    /// known.
    public <S, E> MapWithStateDStream<K, S, E> mapWithState(StateSpec<K, V, S, E> spec) {
        return mapWithState(new ObjectEncoding<>(), spec, at("mapWithState"));
    }

    /// The same, to columns.
    public <S, E> MapWithStateDStream<K, S, E> mapWithState(Class<E> results, StateSpec<K, V, S, E> spec) {
        return mapWithState(Encodings.of(results), spec, at("mapWithState"));
    }

    private <S, E> MapWithStateDStream<K, S, E> mapWithState(Encoding<E> results, StateSpec<K, V, S, E> spec,
            Site site) {
        pairs.requireEqualKeys(site.toString());
        RowPlan.MapWithState<K, V, S, E> states = new RowPlan.MapWithState<>(plan, pairs, new ObjectEncoding<>(),
                spec.function, spec.initial, spec.timeoutMicros, site);
        return new MapWithStateDStream<>(context, states, pairs.key(), results);
    }

    /// Hands each row to a function that keeps states and timers by key, and gives what it puts out, as Java objects.
    public <R> DStream<R> process(KeyedProcessFunction<K, V, R> function) {
        return process(new ObjectEncoding<>(), function, at("process"));
    }

    /// The same, in columns.
    public <R> DStream<R> process(Class<R> results, KeyedProcessFunction<K, V, R> function) {
        return process(Encodings.of(results), function, at("process"));
    }

    private <R> DStream<R> process(Encoding<R> results, KeyedProcessFunction<K, V, R> function, Site site) {
        pairs.requireEqualKeys(site.toString());
        List<ValueStateDescriptor<?>> states = function.states();
        if (states.stream().map(ValueStateDescriptor::name).distinct().count() < states.size()) {
            throw new PlanException("two states of one name among %s [%s]".formatted(states, site));
        }
        return derive(new RowPlan.ProcessKeyed<>(plan, pairs, results, function, states, EventColumn.isFollowed(plan),
                site), results);
    }

    @Override
    public PairDStream<K, V> filter(Predicate1<Pair<K, V>> predicate) {
        return derivePairs(new RowPlan.FilterRows<>(plan, pairs, predicate, at("filter")), pairs);
    }

    @Override
    public PairDStream<K, V> window(Duration length) {
        return derivePairs(windowed(length), pairs);
    }

    @Override
    public PairDStream<K, V> window(Duration length, Duration slide) {
        return derivePairs(windowed(length, slide), pairs);
    }

    @Override
    public PairDStream<K, V> where(Expr condition) {
        return derivePairs(ColumnOperations.where(plan, condition, at("where")), pairs);
    }

    @Override
    public PairDStream<K, V> union(DStream<Pair<K, V>> other) {
        return derivePairs(Unions.of(this, List.of(other), at("union")).plan, pairs);
    }

    @Override
    public PairDStream<K, V> named(String name) {
        return derivePairs(new Plan.Named(plan, Names.require("a named stream", name, at("named"))), pairs);
    }

    private <R> PairDStream<K, R> combine(Combiner<V, R> combiner, Window window, Site site) {
        Encoding<R> results = combiner.results(pairs.value());
        if (Aggregations.isColumnar(pairs, combiner.function())) {
            PairEncoding<K, R> to = new PairEncoding<>(pairs.key(), results);
            return derivePairs(Aggregations.combine(plan, pairs, to, combiner.function(), window, site), to);
        }
        PairDStream<K, R> values = mapValues(results, combiner.first(), site);
        return switch (window) {
            case Window.Sliding sliding -> values.reduceByKeyAndWindow(combiner.more(), sliding, site);
            case Window.Batch _,Window.Global _,Window.OfEventTime _ ->
                derivePairs(new RowPlan.ReduceByKey<>(values.plan, values.pairs, combiner.more(), site), values.pairs);
        };
    }
}
