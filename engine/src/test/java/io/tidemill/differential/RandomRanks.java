// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

import io.tidemill.DStream;
import io.tidemill.Functions;
import io.tidemill.GroupedStream;
import io.tidemill.Row;
import io.tidemill.differential.Stage.Step;
import io.tidemill.differential.Stage.Trait;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Aggregate;
import io.tidemill.plan.expr.Order;

/// The first rows of each group, and the latest: of a batch, of all rows, of a window of event time or of a session.
///
/// Rows that are equal by the order stand as they came, which the SQL side knows by the column `moment`.
final class RandomRanks {
    private static final int ATTEMPTS = 6;

    private final Draft draft;
    private final SplittableRandom random;
    private final List<Typed> keys = new ArrayList<>();
    private final List<Typed> columns = new ArrayList<>(); // of the result

    /// Which rows are of one group.
    ///
    /// @param also the column of the SQL side that tells groups of one key apart, or nothing
    private record Grouping(String text, UnaryOperator<DStream<Row>> timed, UnaryOperator<GroupedStream> windows,
            String rows, List<String> also, String batch, Set<Trait> traits) {}

    RandomRanks(Draft draft) {
        this.draft = draft;
        random = draft.random;
        int count = random.nextInt(6);
        for (int key = 0; key < count; key++) {
            Typed made = draft.best(ATTEMPTS, () -> tried("key of a ranking", draft.pick(draft.stage.readable())));
            if (!keys.contains(made)) {
                keys.add(made);
            }
        }
    }

    private Typed tried(String operation, Typed of) {
        draft.tried(operation, of);
        return of;
    }

    /// @param wanted what is true of the rows that are grouped
    private Grouping grouping(String wanted) {
        int kind = random.nextInt(6);
        String rows = draft.stage.sql();
        if (kind == 0 && draft.stage.is(Trait.TIMED)) {
            long slide = random.nextLong(1, 10) * 1_000;
            long length = slide * random.nextInt(1, 4);
            int delay = draft.delayMillis();
            return new Grouping("withEventTime(%d).window(%d, %d)".formatted(delay, length, slide),
                    stream -> stream.withEventTime(Stage.SEEN, Duration.ofMillis(delay)),
                    groups -> groups.window(Duration.ofMillis(length), Duration.ofMillis(slide)),
                    kept(Windows.ofEventTime(rows, length, slide, delay), wanted), List.of("windowBegin"), "0",
                    EnumSet.noneOf(Trait.class));
        }
        if (kind == 1 && draft.stage.is(Trait.TIMED)) {
            int gap = random.nextInt(1, 40) * 100;
            int delay = draft.patientDelayMillis();
            return new Grouping("withEventTime(%d).sessionWindow(%d)".formatted(delay, gap),
                    stream -> stream.withEventTime(Stage.SEEN, Duration.ofMillis(delay)),
                    groups -> groups.sessionWindow(Duration.ofMillis(gap)),
                    Windows.ofSessions(kept(rows, wanted), keys, gap),
                    List.of("session"), "0", EnumSet.noneOf(Trait.class));
        }
        if (kind == 2) {
            return new Grouping("global()", stream -> stream, GroupedStream::global, kept(rows, wanted), List.of(), "0",
                    EnumSet.noneOf(Trait.class));
        }
        return new Grouping("", stream -> stream, groups -> groups, kept(rows, wanted), List.of("batch"), "batch",
                Draft.without(draft.stage.traits(), Trait.ORDERED));
    }

    private static String kept(String rows, String wanted) {
        return "SELECT * FROM (%s) WHERE %s".formatted(rows, wanted);
    }

    private GroupedStream groups(Grouping grouping, DStream<Row> stream) {
        DStream<Row> timed = grouping.timed().apply(stream);
        return grouping.windows().apply(timed.groupBy(keys.stream().map(Typed::sql).toArray(String[]::new)));
    }

    private String partition(Grouping grouping) {
        List<String> all = new ArrayList<>(keys.stream().map(Typed::sql).toList());
        all.addAll(grouping.also());
        return Windows.partition(all);
    }

    Stage top() {
        Grouping grouping = grouping("true");
        List<Order> orders = new ArrayList<>();
        List<String> sql = new ArrayList<>();
        int count = random.nextInt(1, 5);
        for (int i = 0; i < count; i++) {
            Typed by = draft.best(ATTEMPTS, this::by);
            boolean descends = random.nextBoolean();
            boolean nullsAreFirst = random.nextInt(4) == 0 ? descends : !descends;
            Order order = descends ? by.expr().desc() : by.expr().asc();
            orders.add(nullsAreFirst ? order.nullsFirst() : order.nullsLast());
            sql.add("%s %s NULLS %s".formatted(by.sql(), descends ? "DESC" : "ASC", nullsAreFirst ? "FIRST" : "LAST"));
        }
        sql.add(Stage.MOMENT);
        int most = random.nextInt(1, 6);
        String place = draft.newName();
        String total = draft.newName();
        Aggregate[] beside = {Functions.rank().as(place), Functions.count().as(total)};
        columns.add(counted(place));
        columns.add(counted(total));
        String ranked = "SELECT *, CAST(row_number() OVER (%1$s ORDER BY %2$s) AS INTEGER) AS %3$s, count(*) OVER (%1$s) AS %4$s FROM (%5$s)"
                .formatted(partition(grouping), String.join(", ", sql), place, total, grouping.rows());
        return then(grouping, "top of", "groupBy(%s).%s.top(%d, %s)".formatted(names(), grouping.text(), most, orders),
                stream -> groups(grouping, stream).top(most, orders.getFirst(),
                        orders.subList(1, orders.size()).toArray(Order[]::new)).rows(beside),
                ranked, "%s <= %d".formatted(place, most));
    }

    private Typed by() {
        RandomExpressions expressions = draft.expressions();
        Typed by = expressions.make(expressions.pick(RandomTable.TYPES), random.nextInt(4) == 0 ? 1 : 0);
        return tried("top by", by);
    }

    private static Typed counted(String name) {
        return new Typed(Functions.col(name), name, Type.INT64, Precision.EQUAL, EnumSet.of(NullPattern.NONE));
    }

    /// By a column of moments.
    Stage latest() {
        Typed by = draft.best(ATTEMPTS, () -> tried("latestOn, by", draft.pick(moments())));
        Grouping grouping = grouping(by.sql() + " IS NOT NULL");
        String place = draft.newName();
        String ranked = "SELECT *, row_number() OVER (%s ORDER BY %s DESC, moment DESC) AS %s FROM (%s)"
                .formatted(partition(grouping), by.sql(), place, grouping.rows());
        return then(grouping, "latest of", "groupBy(%s).%s.latestOn(%s)".formatted(names(), grouping.text(), by.sql()),
                stream -> groups(grouping, stream).latestOn(by.sql()).rows(), ranked, place + " = 1");
    }

    private List<Typed> moments() {
        return draft.stage.readable().stream().filter(column -> column.type().equals(Type.TIMESTAMP)).toList();
    }

    private List<String> names() {
        return keys.stream().map(Typed::sql).toList();
    }

    /// The result has the keys, what stands beside the rows, and the other columns.
    private Stage then(Grouping grouping, String operation, String text, UnaryOperator<DStream<Row>> of, String ranked,
            String wanted) {
        columns.addAll(draft.stage.columns());
        draft.stage.columns().forEach(column -> draft.tried(operation, column));
        String sql = "SELECT %s AS batch, %s FROM (%s) WHERE %s".formatted(grouping.batch(),
                String.join(", ", columns.stream().map(Typed::sql).toList()), ranked, wanted);
        return draft.stage.then(new Step(text, (stream, _) -> of.apply(stream)), sql, columns, grouping.traits(),
                draft.names());
    }
}
