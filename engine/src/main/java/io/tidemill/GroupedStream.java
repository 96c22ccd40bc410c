// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import io.tidemill.codec.RowEncoding;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.EventColumn;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.Slides;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.Aggregate;
import io.tidemill.plan.expr.Expr;
import io.tidemill.plan.expr.Order;

/// Rows in groups, waiting to hear what to make of each: by batch, unless a window is named.
///
/// A window is put out once, when it is over, unless [#outputMode], [#early] or [#allowedLateness] say otherwise.
public final class GroupedStream {
    private final StreamingContext context;
    private final Plan plan;
    private final List<Expr> keys;
    private final Window window;
    private final Emissions emissions;
    private final Optional<Filling> filling;

    GroupedStream(StreamingContext context, Plan plan, List<Expr> keys) {
        this(context, plan, keys, new Window.Batch(), Emissions.USUAL, Optional.empty());
    }

    private GroupedStream(StreamingContext context, Plan plan, List<Expr> keys, Window window, Emissions emissions,
            Optional<Filling> filling) {
        this.context = context;
        this.plan = plan;
        this.keys = keys;
        this.window = window;
        this.emissions = emissions;
        this.filling = filling;
    }

    /// Groups the rows of the last `length`, every `slide`, the first a multiple of the second.
    ///
    /// If the stream has an event time ([DStream#withEventTime]), windows are of that: each row is in those that its time is in, and a
    /// window is put out when the watermark has passed its end. Else they are of batch time, and both are multiples of the batch interval.
    public GroupedStream window(Duration length, Duration slide) {
        Site site = CallSite.of("window");
        OptionalInt time = EventColumn.of(plan);
        requireReached(time, site);
        return with(time.isEmpty()
                ? context.window(plan, length, slide, site)
                : Slides.eventWindow(time.getAsInt(), Durations.exactMicros("the window", length, site),
                        Durations.exactMicros("the slide", slide, site), site));
    }

    /// Groups the rows of the last `length`, every batch; of event time, the rows of each `length`.
    public GroupedStream window(Duration length) {
        if (EventColumn.isFollowed(plan)) {
            return window(length, length);
        }
        return with(context.window(plan, length, CallSite.of("window")));
    }

    private GroupedStream with(Window other) {
        return new GroupedStream(context, plan, keys, other, emissions, filling);
    }

    private GroupedStream with(Emissions other) {
        return new GroupedStream(context, plan, keys, window, other, filling);
    }

    private void requireReached(OptionalInt time, Site site) {
        if (time.isEmpty() && EventColumn.isFollowed(plan)) {
            throw new PlanException(
                    "this stream follows an event time, whose column does not reach the window: it goes unchanged through where, select and explode, and through a union of streams that have it at the same place; call withEventTime behind what changes it [%s]"
                            .formatted(site));
        }
    }

    /// Groups the rows of each `interval`: a window as long as its slide. [#fill] says what stands for those without rows.
    public GroupedStream sampleBy(Duration interval) {
        return window(interval, interval);
    }

    /// Gives a row also for an interval in which a key has none, from its first row on.
    ///
    /// @param atMost for so long behind a key's last interval with rows; then the key is forgotten until it has rows again
    /// @param fills one for all aggregates, or one for each
    public GroupedStream fill(Duration atMost, Fill... fills) {
        return new GroupedStream(context, plan, keys, window, emissions,
                Optional.of(new Filling(atMost, List.of(fills), CallSite.of("fill"))));
    }

    /// Groups all rows of the stream; the result comes once, when the stream ends: its bounded sources have ended, or the
    /// context stops gracefully. In output mode update or complete it is a running one.
    public GroupedStream global() {
        return with(new Window.Global());
    }

    /// Groups the rows of each session: of those of a key whose event times are not more than a gap apart. A session ends a gap after its last row
    /// ([Functions#windowEnd]), and is put out when the watermark has passed that. A row that comes between two sessions makes one of them.
    public GroupedStream sessionWindow(Duration gap) {
        Site site = CallSite.of("sessionWindow");
        return sessions(gap, 0, site);
    }

    /// The same, cut at each multiple of `most` since 1970 (UTC): no session is longer.
    public GroupedStream sessionWindow(Duration gap, Duration most) {
        Site site = CallSite.of("sessionWindow");
        long mostMicros = Durations.exactMicros("the longest session", most, site);
        if (mostMicros <= 0) {
            throw new PlanException("a session is longer than %s [%s]".formatted(most, site));
        }
        return sessions(gap, mostMicros, site);
    }

    private GroupedStream sessions(Duration gap, long mostMicros, Site site) {
        OptionalInt time = EventColumn.of(plan);
        requireReached(time, site);
        long gapMicros = Durations.exactMicros("the gap", gap, site);
        if (time.isEmpty()) {
            throw new PlanException(
                    "sessions go by the rows' own time: call withEventTime in front of groupBy [%s]".formatted(site));
        }
        if (gapMicros <= 0) {
            throw new PlanException("a session needs a gap above 0, not %s [%s]".formatted(gap, site));
        }
        return with(new Window.Session(time.getAsInt(), gapMicros, mostMicros));
    }

    /// Keeps each window open so long behind the watermark when it has been put out: a row that comes for it meanwhile changes its groups, which
    /// are put out again.
    public GroupedStream allowedLateness(Duration lateness) {
        Site site = CallSite.of("allowedLateness");
        if (window instanceof Window.Session) {
            throw new PlanException(
                    "a %s allows no lateness: let the delay of the event time be longer [%s]".formatted(window, site));
        }
        if (!(window instanceof Window.EventTime eventTime)) {
            throw new PlanException(
                    "no row is late for a %s: only windows of event time allow lateness; call withEventTime in front of it, and window(...) before allowedLateness(...) [%s]"
                            .formatted(window, site));
        }
        if (lateness.isNegative()) {
            throw new PlanException("a lateness of %s is negative [%s]".formatted(lateness, site));
        }
        return with(new Window.EventTime(eventTime.column(), eventTime.lengthMicros(), eventTime.slideMicros(),
                Durations.exactMicros("the lateness", lateness, site)));
    }

    /// Says which groups of a window are put out, and when.
    public GroupedStream outputMode(OutputMode mode) {
        return with(new Emissions(Optional.of(mode), emissions.early(), emissions.retracts()));
    }

    /// Puts out windows that are not over each time that so much batch time has passed: groups that have changed, unless the output mode is
    /// complete.
    public GroupedStream early(Duration interval) {
        return with(new Emissions(emissions.mode(), Optional.of(interval), emissions.retracts()));
    }

    /// Adds a last column `change`: 1 for what a group comes to, and -1 for what was put out of it before and is taken back by that. All that a
    /// window takes back comes before all that it adds.
    public GroupedStream retractions() {
        return with(new Emissions(emissions.mode(), emissions.early(), true));
    }

    /// The rows that come too late for every window that they belong to, which [#agg] leaves out; judged by the watermark of the last tick. They
    /// have no event time any more: windows of them are windows of batch time.
    public DStream<Row> lateRows() {
        Site site = CallSite.of("lateRows");
        context.requireBuilding(site.operation());
        if (!(window instanceof Window.OfEventTime ofEvents)) {
            throw new PlanException(
                    "no row is late for a %s: only windows of event time have late rows; call withEventTime in front of it, and window(...) before lateRows() [%s]"
                            .formatted(window, site));
        }
        return new DStream<>(context, new ColumnPlan.LateRows(plan, ofEvents, site), new RowEncoding(plan.schema()));
    }

    /// The first rows of each group by some order, so many at most; of rows that are equal by it those that came first. In output modes update
    /// and complete they come again, all of a group, when rows have come for it.
    public RankedStream top(int most, Order first, Order... more) {
        return new RankedStream(this, most, ColumnOperations.listOf(first, more), false, CallSite.of("top"));
    }

    /// The row of each group with the newest time; of those with the same one that which came last. Rows without a time are left out.
    ///
    /// @param time a column
    public RankedStream latestOn(String time) {
        Site site = CallSite.of("latestOn");
        Expr column = new Expr.Column(time);
        Plan timed = ColumnOperations.where(plan, column.isNotNull(), site);
        GroupedStream groups = new GroupedStream(context, timed, keys, window, emissions, filling);
        return new RankedStream(groups, 1, List.of(column.desc()), true, site);
    }

    /// Each row with what the rows of its group have come to with it, since the stream began: all columns, then one for each of `count`, `sum`,
    /// `min`, `max`, `avg` of numbers and times, `boolAnd`, `boolOr`, and [Functions#lag]. So `count()` is the number of the row.
    ///
    /// Rows of a group are taken in the order in which they came. What each group has come to is kept as long as the stream runs.
    public DStream<Row> running(Aggregate first, Aggregate... more) {
        Site site = CallSite.of("running");
        context.requireBuilding(site.operation());
        Emissions.requireSettled(plan, site);
        if (!(window instanceof Window.Batch) || !emissions.equals(Emissions.USUAL) || filling.isPresent()) {
            throw new PlanException(
                    "running aggregates are of all rows since the stream began: they have no window, no output mode and no fill [%s]"
                            .formatted(site));
        }
        Plan rows = RunningAggregates.of(plan, keys, ColumnOperations.listOf(first, more), site);
        return new DStream<>(context, rows, new RowEncoding(rows.schema()));
    }

    StreamingContext context() {
        return context;
    }

    ColumnPlan.Aggregate ranked(Ranking ranking) {
        Emissions.requireSettled(plan, ranking.site());
        if (filling.isPresent()) {
            throw new PlanException("fill is for aggregates: there are no rows of an interval without any [%s]"
                    .formatted(ranking.site()));
        }
        return emissions.applyTo(
                ranking.of(ColumnOperations.aggregate(plan, keys, ranking.beside(), window, ranking.site())),
                context.intervalMicros());
    }

    /// A row for each group: keys, then aggregates. Without keys there is one group, and a row also when it is empty.
    public DStream<Row> agg(Aggregate first, Aggregate... more) {
        Site site = CallSite.of("agg");
        context.requireBuilding(site.operation());
        Emissions.requireSettled(plan, site);
        filling.ifPresent(how -> how.requireIntervals(window));
        List<Aggregate> aggregates = ColumnOperations.listOf(first, more);
        ColumnOperations.requireGroups(aggregates, site);
        ColumnPlan.Aggregate groups = emissions.applyTo(ColumnOperations.aggregate(plan, keys,
                filling.isPresent() ? Filling.withEnd(aggregates) : aggregates, window, site),
                context.intervalMicros());
        Plan results = filling.<Plan>map(how -> how.of(groups)).orElse(groups);
        return new DStream<>(context, results, new RowEncoding(results.schema()));
    }
}
