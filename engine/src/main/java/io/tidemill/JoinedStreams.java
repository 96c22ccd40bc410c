// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tidemill.codec.RowEncoding;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.JoinType;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.Expr;

/// Two streams, or a stream and a [Table], whose rows meet where their keys are equal: waiting to hear what the keys are and which rows are wanted.
///
/// ```java
/// orders.join(payments).on("orderId").left();
/// orders.join(customers).on(col("buyer"), col("id")).and(col("amount").gt(col("limit"))).inner();
/// ```
///
/// A null equals nothing, as in SQL. The result has the left columns, then the right ones; a column that both sides are joined
/// [on by name][#on(String...)] is there once. Rows come by hash range of their keys, then by first appearance of the key, left row by left
/// row. `docs/joins.md` tells the rest.
public final class JoinedStreams {
    private final DStream<?> left;
    private final DStream<?> right;
    private final List<JoinKey> keys;
    private final Optional<Expr> condition;
    private final Meeting meeting;

    /// Which rows meet, beside that their keys are equal.
    private sealed interface Meeting {
        /// Those of one batch.
        record InBatch() implements Meeting {}

        /// Those whose event times are no further apart.
        record Near(Duration before, Duration after, boolean latestOnly) implements Meeting {}

        /// Those whose event times are in the same window.
        record InWindow(Duration length, Duration slide, Duration lateness) implements Meeting {}

        /// Those of the stream and those that a table holds.
        record Lookup(boolean isReplaced) implements Meeting {}
    }

    JoinedStreams(DStream<?> left, DStream<?> right) {
        this(left, right, List.of(), Optional.empty(), new Meeting.InBatch());
    }

    JoinedStreams(DStream<?> left, Table table) {
        this(left, table.rows(), List.of(), Optional.empty(), new Meeting.Lookup(table.isReplaced()));
    }

    private JoinedStreams(DStream<?> left, DStream<?> right, List<JoinKey> keys, Optional<Expr> condition,
            Meeting meeting) {
        this.meeting = meeting;
        this.left = left;
        this.right = right;
        this.keys = keys;
        this.condition = condition;
    }

    /// Rows match where these columns, which both sides have, are equal. Each is in the result once.
    public JoinedStreams on(String... columns) {
        JoinedStreams joined = this;
        for (String column : columns) {
            Expr same = new Expr.Column(column);
            joined = joined.on(new JoinKey(same, same, true));
        }
        return joined;
    }

    /// Rows match where an expression of the left side equals one of the right side. May be said several times: all must be equal.
    public JoinedStreams on(Expr ofLeft, Expr ofRight) {
        return on(new JoinKey(ofLeft, ofRight, false));
    }

    private JoinedStreams on(JoinKey key) {
        List<JoinKey> more = new ArrayList<>(keys);
        more.add(key);
        return new JoinedStreams(left, right, List.copyOf(more), condition, meeting);
    }

    /// Rows match only where this is true besides, of the columns of both. It is judged before it is known which rows have no match; a
    /// [DStream#where] behind the join is judged after.
    public JoinedStreams and(Expr more) {
        return new JoinedStreams(left, right, keys,
                Optional.of(condition.<Expr>map(first -> first.and(more)).orElse(more)), meeting);
    }

    /// Rows match whatever batches they came in, if their event times are near: the right row's is at most `before` earlier and at most
    /// `after` later than the left row's. Both streams follow an event time ([DStream#withEventTime]).
    ///
    /// A row is remembered until the watermark of both says that no partner of it can come any more.
    public JoinedStreams within(Duration before, Duration after) {
        return timed(new Meeting.Near(before, after, false), "within");
    }

    /// Each left row matches one right row: the latest, by event time, that is not later than it and at most `tolerance` earlier. Both streams
    /// follow an event time; a left row comes out when the watermark of both has passed it.
    ///
    /// For [#inner], [#left], [#semi] and [#anti].
    public JoinedStreams asOf(Duration tolerance) {
        return timed(new Meeting.Near(tolerance, Duration.ZERO, true), "asOf");
    }

    /// Rows match whatever batches they came in, if their event times are in the same window of `length`: each row is in all windows that its time
    /// is in, one every `slide`, the first a multiple of the second. Both streams follow an event time ([DStream#withEventTime]).
    ///
    /// A window is joined once, when the watermark of both has passed its end. A pair comes once for each window that both are in.
    public JoinedStreams window(Duration length, Duration slide) {
        return timed(new Meeting.InWindow(length, slide, Duration.ZERO), "window");
    }

    /// The same with windows that follow each other.
    public JoinedStreams window(Duration length) {
        return window(length, length);
    }

    /// Joins each window only so long behind the watermark: rows that come for it meanwhile are not late.
    public JoinedStreams allowedLateness(Duration lateness) {
        Meeting.InWindow window = window("allowedLateness");
        return new JoinedStreams(left, right, keys, condition,
                new Meeting.InWindow(window.length(), window.slide(), lateness));
    }

    /// The rows of the left stream that come too late for every window that they belong to, which the join leaves out; judged by the watermark of the
    /// last tick. They have no event time any more.
    public DStream<Row> lateLeft() {
        return late(left, right, "lateLeft");
    }

    /// The same of the right stream.
    public DStream<Row> lateRight() {
        return late(right, left, "lateRight");
    }

    private DStream<Row> late(DStream<?> of, DStream<?> other, String operation) {
        Meeting.InWindow window = window(operation);
        Site site = CallSite.of(operation);
        left.context.requireBuilding(operation);
        Plan late = JoinPlanner.late(of, other, window.length(), window.slide(), window.lateness(), site);
        return new DStream<>(left.context, late, new RowEncoding(late.schema()));
    }

    private Meeting.InWindow window(String operation) {
        if (meeting instanceof Meeting.InWindow window) {
            return window;
        }
        throw new PlanException("only a join of windows of event time has late rows: call window(...) before %s [%s]"
                .formatted(operation, CallSite.of(operation)));
    }

    private JoinedStreams timed(Meeting timed, String operation) {
        if (meeting instanceof Meeting.Lookup) {
            throw new PlanException("a table has no event time: %s is for two streams [%s]".formatted(operation,
                    CallSite.of(operation)));
        }
        if (!(meeting instanceof Meeting.InBatch) && meeting.getClass() != timed.getClass()) {
            throw new PlanException(
                    "a join goes by within(...) or asOf(...), or by window(...), not by two of them [%s]".formatted(
                            CallSite.of(operation)));
        }
        return new JoinedStreams(left, right, keys, condition, timed);
    }

    /// Every pair of rows that match.
    public DStream<Row> inner() {
        return rows(JoinType.INNER);
    }

    /// Every pair of rows that match, and left rows without a match, whose right columns are null.
    public DStream<Row> left() {
        return rows(JoinType.LEFT);
    }

    /// Every pair of rows that match, and right rows without a match, whose left columns are null.
    public DStream<Row> right() {
        return rows(JoinType.RIGHT);
    }

    /// Every pair of rows that match, and the rows of both sides that have no match.
    public DStream<Row> full() {
        return rows(JoinType.FULL);
    }

    /// Left rows that have a match, once each, in the columns of the left side.
    public DStream<Row> semi() {
        return rows(JoinType.SEMI);
    }

    /// Left rows that have no match, in the columns of the left side.
    public DStream<Row> anti() {
        return rows(JoinType.ANTI);
    }

    private DStream<Row> rows(JoinType type) {
        Site site = CallSite.of("join");
        left.context.requireBuilding(site.operation());
        JoinPlanner planner = new JoinPlanner(left, right, type, site);
        JoinPlan.Join equal = planner.plan(keys, condition);
        Plan join = switch (meeting) {
            case Meeting.InBatch() -> equal;
            case Meeting.Near(Duration before, Duration after, boolean latestOnly) ->
                planner.within(equal, before, after, latestOnly);
            case Meeting.InWindow(Duration length, Duration slide, Duration lateness) ->
                planner.windowed(equal, length, slide, lateness);
            case Meeting.Lookup(boolean isReplaced) -> planner.lookup(equal, isReplaced);
        };
        return new DStream<>(left.context, join, new RowEncoding(join.schema()));
    }
}
