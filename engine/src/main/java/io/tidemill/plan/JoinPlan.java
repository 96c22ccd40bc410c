// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

import java.util.List;
import java.util.Optional;

import io.tidemill.Pair;
import io.tidemill.codec.PairEncoding;
import io.tidemill.memory.Schema;
import io.tidemill.plan.expr.Bound;

/// What brings the rows of two streams together by their keys.
public sealed interface JoinPlan extends Plan.OfTwo {
    /// Rows of two streams whose keys are equal, batch by batch.
    ///
    /// @param leftKeys as many as `rightKeys`, of the same types
    /// @param condition what rows must fulfil besides, over the columns of the left side, then those of the right
    /// @param columns where each column of the result comes from
    record Join(Plan left, Plan right, JoinType type, List<Bound> leftKeys, List<Bound> rightKeys,
            Optional<Bound> condition, List<JoinColumn> columns, Schema schema, Site site) implements OfJoin {
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
        public Join join() {
            return this;
        }

        @Override
        public Join with(Join other) {
            return other;
        }

        @Override
        public Join over(Plan otherLeft, Plan otherRight) {
            return new Join(otherLeft, otherRight, type, leftKeys, rightKeys, condition, columns, schema, site);
        }

        /// The same rows, of which other columns are given.
        public Join giving(List<JoinColumn> others, Schema of) {
            return new Join(left, right, type, leftKeys, rightKeys, condition, others, of, site);
        }
    }

    /// What joins the rows of two sides, in whatever way they are found.
    sealed interface OfJoin extends JoinPlan {
        /// What it gives.
        Join join();

        /// The same way of finding rows for another join, whose event times are in the same columns.
        OfJoin with(Join other);

        @Override
        default OfJoin over(Plan otherLeft, Plan otherRight) {
            return with(join().over(otherLeft, otherRight));
        }

        @Override
        default Plan left() {
            return join().left();
        }

        @Override
        default Plan right() {
            return join().right();
        }

        @Override
        default Schema schema() {
            return join().schema();
        }

        @Override
        default Site site() {
            return join().site();
        }
    }

    /// Rows of two streams whose keys are equal and whose event times are near: a right row may be so much earlier or later than a left one.
    ///
    /// @param join what it gives, but for the time
    /// @param leftTime the column of the event time
    /// @param latestOnly whether a left row matches only the latest of its right rows
    record IntervalJoin(Join join, int leftTime, int rightTime, long beforeMicros, long afterMicros,
            boolean latestOnly) implements OfJoin {
        @Override
        public IntervalJoin with(Join other) {
            return new IntervalJoin(other, leftTime, rightTime, beforeMicros, afterMicros, latestOnly);
        }
    }

    /// Rows of two streams whose keys are equal and whose event times are in the same window.
    ///
    /// @param join what each window gives
    /// @param window of both sides, by the event time of the left one
    /// @param rightTime the column of the event time
    record WindowJoin(Join join, Window.EventTime window, int rightTime) implements OfJoin {

        /// The column of the left side's event time.
        public int leftTime() {
            return window.column();
        }

        @Override
        public WindowJoin with(Join other) {
            return new WindowJoin(other, window, rightTime);
        }
    }

    /// The rows of the left stream that come too late for all windows of a join with the right one, which has a say in how far time has come.
    ///
    /// @param window by the event time of the left stream
    record LateRows(Plan left, Plan right, Window.EventTime window, Site site) implements JoinPlan {
        @Override
        public Schema schema() {
            return left.schema();
        }

        @Override
        public OfTwo over(Plan otherLeft, Plan otherRight) {
            return new LateRows(otherLeft, otherRight, window, site);
        }
    }

    /// Rows of a stream with the row of a table that has the same key: the last one that the second stream has given.
    ///
    /// @param join what it gives
    /// @param isReplaced whether the rows of a batch of the second stream stand for the whole table
    record LookupJoin(Join join, boolean isReplaced) implements OfJoin {
        @Override
        public LookupJoin with(Join other) {
            return new LookupJoin(other, isReplaced);
        }
    }

    /// For each key of a batch, the values of it in two streams of pairs.
    record Cogroup<K, V, W>(Plan left, Plan right, PairEncoding<K, V> from, PairEncoding<K, W> fromRight,
            PairEncoding<K, Pair<List<V>, List<W>>> to, Site site) implements JoinPlan {
        @Override
        public Schema schema() {
            return to.schema();
        }

        @Override
        public OfTwo over(Plan otherLeft, Plan otherRight) {
            return new Cogroup<>(otherLeft, otherRight, from, fromRight, to, site);
        }
    }
}
