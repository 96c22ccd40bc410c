// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.plan.expr.Splitter;

/// What the engine computes over columns.
public sealed interface ColumnPlan extends Plan.OfOne {
    /// What gives the columns of its input.
    sealed interface SameColumns extends ColumnPlan {
        @Override
        default Schema schema() {
            return input().schema();
        }
    }

    /// @param schema that of the input, but without nulls where the predicate lets none through
    record Filter(Plan input, Bound predicate, Schema schema, Site site) implements ColumnPlan {
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
    record Timed(Plan input, int column, EventTime time, Site site) implements SameColumns {
        @Override
        public OfOne over(Plan other) {
            return new Timed(other, column, time, site);
        }
    }

    /// New columns, one an expression.
    record Project(Plan input, List<Bound> expressions, Schema schema, Site site) implements ColumnPlan {
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

    /// A row for each piece of a text, or each element of a list, with other columns repeated.
    ///
    /// @param carried the other columns, in order
    /// @param position the index of the pieces' column in the schema
    record Explode(Plan input, List<Bound> carried, int position, Bound value, Splitter splitter, Schema schema,
            Site site) implements ColumnPlan {
        public Explode {
            carried = List.copyOf(carried);
            if (carried.size() + 1 != schema.size()) {
                throw new IllegalArgumentException(
                        "%d carried columns for %s".formatted(carried.size(), schema.names()));
            }
        }

        @Override
        public OfOne over(Plan other) {
            return new Explode(other, carried, position, value, splitter, schema, site);
        }
    }

    /// A row for each group, or one row where there are no keys: keys, then aggregates, then the change if groups are retracted.
    ///
    /// @param top the rows of each group that are put out in place of it: keys, then aggregates of the group, then the rows' columns
    record Aggregate(Plan input, List<Bound> keys, List<BoundAggregate> aggregates, Optional<TopRows> top,
            Window window, Emission emission, Schema schema, Site site) implements ColumnPlan {
        public Aggregate {
            keys = List.copyOf(keys);
            aggregates = List.copyOf(aggregates);
            int columns = keys.size() + aggregates.size() + top.map(rows -> rows.columns().size()).orElse(0);
            if (columns + (emission.retracts() ? 1 : 0) != schema.size()) {
                throw new IllegalArgumentException(
                        "%d keys and %d aggregates for %s".formatted(keys.size(), aggregates.size(), schema.names()));
            }
        }

        /// Groups that are put out once.
        public Aggregate(Plan input, List<Bound> keys, List<BoundAggregate> aggregates, Window window, Schema schema,
                Site site) {
            this(input, keys, aggregates, Optional.empty(), window, Emission.ONCE, schema, site);
        }

        /// The first rows of each group.
        ///
        /// @param rows the schema of keys, aggregates and the rows' columns
        public Aggregate top(TopRows first, Schema rows) {
            return new Aggregate(input, keys, aggregates, Optional.of(first), window, emission, rows, site);
        }

        /// The same, put out in another way.
        public Aggregate emitting(Emission other) {
            List<Field> fields = new ArrayList<>(schema.fields());
            if (other.retracts()) {
                fields.add(Field.of(Emission.CHANGE, Type.INT32));
            }
            return new Aggregate(input, keys, aggregates, top, window, other, new Schema(fields), site);
        }

        /// Whether groups may be put out more than once.
        public boolean isRevised() {
            return emission.revises(window);
        }

        @Override
        public OfOne over(Plan other) {
            return new Aggregate(other, keys, aggregates, top, window, emission, schema, site);
        }
    }

    /// The same groups of intervals, and rows for the intervals that a key has none in.
    ///
    /// @param input keys, values, and when the interval ends
    record Fill(Plan input, FillPlan fill, Schema schema, Site site) implements ColumnPlan {
        @Override
        public OfOne over(Plan other) {
            return new Fill(other, fill, schema, site);
        }
    }

    /// Each row, and beside it what the rows of its key have come to since the stream began.
    ///
    /// @param keys columns
    /// @param schema the input's columns, then one for each aggregate
    record Running(Plan input, List<Integer> keys, List<BoundAggregate> aggregates, Schema schema,
            Site site) implements ColumnPlan {
        public Running {
            keys = List.copyOf(keys);
            aggregates = List.copyOf(aggregates);
        }

        @Override
        public OfOne over(Plan other) {
            return new Running(other, keys, aggregates, schema, site);
        }
    }

    /// The rows that come too late for all windows that they belong to.
    record LateRows(Plan input, Window.OfEventTime window, Site site) implements SameColumns {
        @Override
        public OfOne over(Plan other) {
            return new LateRows(other, window, site);
        }
    }

    /// The rows without those whose values in some columns came before.
    ///
    /// @param keys the columns that tell rows apart
    /// @param withinMicros for how long, or [#BATCH] for the batch
    record Distinct(Plan input, List<Integer> keys, long withinMicros, Site site) implements SameColumns {
        /// As long as the batch.
        public static final long BATCH = 0;

        public Distinct {
            keys = List.copyOf(keys);
        }

        @Override
        public OfOne over(Plan other) {
            return new Distinct(other, keys, withinMicros, site);
        }
    }

    /// All rows of a window, at each slide.
    record WindowRows(Plan input, Window.Sliding window, Site site) implements SameColumns {
        @Override
        public OfOne over(Plan other) {
            return new WindowRows(other, window, site);
        }
    }
}
