// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.tidemill.codec.ObjectEncoding;
import io.tidemill.codec.PairEncoding;
import io.tidemill.memory.Field;
import io.tidemill.plan.JoinColumn;
import io.tidemill.plan.JoinColumn.From;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.JoinType;
import io.tidemill.plan.Labels;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.Slides;
import io.tidemill.plan.expr.Bound;

/// Joins of pairs by key, batch by batch (Spark's T5): in columns where all are typed, else over the lists of each key's values.
final class PairJoins {

    private PairJoins() {}

    static <K, V, W> PairDStream<K, Pair<List<V>, List<W>>> cogroup(PairDStream<K, V> left, PairDStream<K, W> right,
            Site site) {
        requireTogether(left, right, site);
        PairEncoding<K, Pair<List<V>, List<W>>> to = new PairEncoding<>(left.pairs().key(), new ObjectEncoding<>());
        return left.derivePairs(new JoinPlan.Cogroup<>(left.plan, right.plan, left.pairs(), right.pairs(), to, site),
                to);
    }

    static <K, V, W> PairDStream<K, Pair<V, W>> join(PairDStream<K, V> left, PairDStream<K, W> right, Site site) {
        requireTogether(left, right, site);
        if (isColumnar(left, right)) {
            return inColumns(left, right, site);
        }
        return cogroup(left, right, site).flatMapValues(both -> pairs(both.key(), both.value()));
    }

    static <K, V, W> PairDStream<K, Pair<V, Optional<W>>> leftOuterJoin(PairDStream<K, V> left,
            PairDStream<K, W> right, Site site) {
        return cogroup(left, right, site).flatMapValues(both -> pairs(both.key(), orNone(both.value())));
    }

    static <K, V, W> PairDStream<K, Pair<Optional<V>, W>> rightOuterJoin(PairDStream<K, V> left,
            PairDStream<K, W> right, Site site) {
        return cogroup(left, right, site).flatMapValues(both -> pairs(orNone(both.key()), both.value()));
    }

    static <K, V, W> PairDStream<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(PairDStream<K, V> left,
            PairDStream<K, W> right, Site site) {
        return cogroup(left, right, site).flatMapValues(both -> pairs(orNone(both.key()), orNone(both.value())));
    }

    private static <A, B> List<Pair<A, B>> pairs(List<A> lefts, List<B> rights) {
        List<Pair<A, B>> pairs = new ArrayList<>();
        lefts.forEach(left -> rights.forEach(right -> pairs.add(Pair.of(left, right))));
        return pairs;
    }

    private static <A> List<Optional<A>> orNone(List<A> values) {
        return values.isEmpty() ? List.of(Optional.empty()) : values.stream().map(Optional::of).toList();
    }

    private static void requireTogether(PairDStream<?, ?> left, PairDStream<?, ?> right, Site site) {
        if (left.context != right.context) {
            throw new PlanException("%s and %s belong to different contexts [%s]".formatted(Labels.of(left.plan),
                    Labels.of(right.plan), site));
        }
        Slides.requireSame(left.plan, right.plan, site.operation(), site);
    }

    /// Whether equal keys are equal columns: a key that holds a null equals itself, which a null in a column does not.
    private static boolean isColumnar(PairDStream<?, ?> left, PairDStream<?, ?> right) {
        List<Field> keys = left.plan.schema().fields().subList(0, left.pairs().keyColumns());
        return left.pairs().isColumnar() && right.pairs().isColumnar()
                && left.pairs().key().equals(right.pairs().key())
                && keys.stream().noneMatch(Field::nullable);
    }

    private static <K, V, W> PairDStream<K, Pair<V, W>> inColumns(PairDStream<K, V> left, PairDStream<K, W> right,
            Site site) {
        PairEncoding<K, Pair<V, W>> to = new PairEncoding<>(left.pairs().key(),
                new PairEncoding<>(left.pairs().value(), right.pairs().value()));
        int keys = left.pairs().keyColumns();
        List<JoinColumn> columns = new ArrayList<>();
        IntStream.range(0, left.schema().size()).forEach(column -> columns.add(new JoinColumn(From.LEFT, column)));
        IntStream.range(keys, right.schema().size())
                .forEach(column -> columns.add(new JoinColumn(From.RIGHT, column)));
        return left.derivePairs(new JoinPlan.Join(left.plan, right.plan, JoinType.INNER, keys(left.plan, keys),
                keys(right.plan, keys), Optional.empty(), columns, to.schema(), site), to);
    }

    private static List<Bound> keys(Plan plan, int count) {
        List<Bound> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Field field = plan.schema().field(i);
            keys.add(new Bound.Column(i, field.name(), field.type(), field.nullable()));
        }
        return keys;
    }
}
