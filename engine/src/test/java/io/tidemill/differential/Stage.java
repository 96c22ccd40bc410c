// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.tidemill.DStream;
import io.tidemill.Row;

/// A query as far as it goes: the columns that it has come to, and how to come to them, as a stream and as SQL.
///
/// On the SQL side each row has a column more, `batch`, which is the number of the batch that it comes in.
///
/// @param sql a `SELECT` of `batch` and the columns
/// @param names how many names were given to columns
record Stage(List<Typed> columns, String sql, Set<Trait> traits, List<Step> steps, int names) {
    /// Columns of a row: the plan takes 64.
    static final int MOST_COLUMNS = 60;
    /// Grows from row to row as they come in.
    static final String MOMENT = "moment";
    /// The event time: as [#MOMENT], but out of order by a bound.
    static final String SEEN = "seen";

    /// What later steps can rely on.
    enum Trait {
        /// Rows come in the batch that the SQL side says.
        BATCHED,
        /// The column [#MOMENT] is what it was, and rows come in its order.
        ORDERED,
        /// The column [#SEEN] is what it was.
        TIMED,
        /// No window slides, so a join with the other table is one of the same batches.
        UNWINDOWED
    }

    /// One operation on the stream.
    ///
    /// @param text as a reader would write it
    record Step(String text, Operation operation) {}

    /// Makes a stream of the one that came so far; the other input is there for joins.
    @FunctionalInterface
    interface Operation {
        DStream<Row> of(DStream<Row> stream, DStream<Row> other);
    }

    /// All rows of a table.
    static Stage of(RandomTable table) {
        return new Stage(table.columns().stream().map(Typed::of).toList(), "SELECT * FROM " + table.name(),
                EnumSet.allOf(Trait.class), List.of(), 0);
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /// The columns that a step may compute with.
    List<Typed> readable() {
        return columns.stream().filter(column -> column.precision() != Precision.CLOSE).toList();
    }

    /// One step further.
    Stage then(Step step, String nextSql, List<Typed> nextColumns, Set<Trait> nextTraits, int nextNames) {
        List<Step> all = new ArrayList<>(steps);
        all.add(step);
        return new Stage(List.copyOf(nextColumns), nextSql, nextTraits, List.copyOf(all), nextNames);
    }

    DStream<Row> of(DStream<Row> stream, DStream<Row> other) {
        DStream<Row> built = stream;
        for (Step step : steps) {
            built = step.operation().of(built, other);
        }
        return built;
    }

    /// The columns of the answer, as [Sql#plain] has them.
    String answer() {
        return "SELECT %s FROM (%s)".formatted(String.join(", ",
                columns.stream().map(column -> Sql.answer(column.sql(), column.type())).toList()), sql);
    }
}
