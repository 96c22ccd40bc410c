// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import io.tidemill.DStream;
import io.tidemill.JoinedStreams;
import io.tidemill.Row;
import io.tidemill.differential.Stage.Step;
import io.tidemill.differential.Stage.Trait;
import io.tidemill.memory.Type;
import io.tidemill.plan.JoinType;
import io.tidemill.plan.expr.Expr;

/// Joins with the rows of the other table: of a batch, near in event time, of windows of event time, the latest ones, and as a table.
final class RandomJoin {
    private static final int ATTEMPTS = 3;
    private static final int MOST_RIGHT = 16;
    private static final List<Type> NUMBERS = List.of(Type.INT8, Type.INT16, Type.INT32, Type.INT64, Type.FLOAT32,
            Type.FLOAT64);
    private static final List<JoinType> ALL = List.of(JoinType.INNER, JoinType.LEFT, JoinType.RIGHT, JoinType.FULL,
            JoinType.SEMI, JoinType.ANTI);
    private static final List<JoinType> OF_LEFT_ROWS = List.of(JoinType.INNER, JoinType.LEFT, JoinType.SEMI,
            JoinType.ANTI);

    private final Draft draft;
    private final SplittableRandom random;
    private final List<Typed> left;
    private final RightSide right;
    private final List<Keys> keys = new ArrayList<>();
    private final Optional<Typed> condition;
    private final String leftRows;
    private final String rightRows;

    /// What is equal, in the columns of both sides.
    ///
    /// @param source of the right one, in the table
    private record Keys(Typed left, Typed right, Typed source) {}

    RandomJoin(Draft draft) {
        this.draft = draft;
        random = draft.random;
        left = draft.stage.columns()
                .subList(0, Math.min(draft.stage.columns().size(), Stage.MOST_COLUMNS - MOST_RIGHT));
        right = new RightSide(draft);
        addKeys(random.nextInt(4) == 0 ? 2 : 1);
        int more = random.nextInt(4, MOST_RIGHT - right.columns().size());
        for (int i = 0; i < more; i++) {
            right.add(draft.pick(right.sources()));
        }
        condition = random.nextInt(3) > 0 ? Optional.empty() : Optional.of(condition());
        leftRows = draft.newName();
        rightRows = draft.newName();
    }

    private List<Typed> readable() {
        return left.stream().filter(column -> column.precision() != Precision.CLOSE).toList();
    }

    private void addKeys(int count) {
        for (int key = 0; key < count; key++) {
            Keys made = draft.best(ATTEMPTS, this::key);
            keys.add(new Keys(made.left(), right.add(made.source()), made.source()));
        }
    }

    private Keys key() {
        Typed of = draft.pick(right.sources());
        Type type = NUMBERS.contains(of.type()) && random.nextBoolean() ? draft.pick(NUMBERS) : of.type();
        Typed mine = draft.expressions(readable()).make(type, random.nextInt(5) == 0 ? 1 : 0);
        draft.tried("join key", mine);
        draft.tried("join key", of);
        return new Keys(mine, of, of);
    }

    private Typed condition() {
        List<Typed> both = new ArrayList<>(readable());
        both.addAll(right.columns());
        Typed made = draft.expressions(both).make(Type.BOOL, 2);
        draft.tried("condition of a join", made);
        return made;
    }

    Stage make() {
        List<Supplier<Stage>> kinds = new ArrayList<>();
        if (draft.stage.is(Trait.BATCHED)) {
            kinds.add(this::ofBatch);
            kinds.add(this::ofTable);
        }
        if (draft.stage.is(Trait.TIMED)) {
            kinds.add(this::near);
            kinds.add(this::latest);
            kinds.add(this::ofWindow);
        }
        return draft.pick(kinds).get();
    }

    static boolean fits(Stage stage) {
        return stage.is(Trait.UNWINDOWED) && (stage.is(Trait.BATCHED) || stage.is(Trait.TIMED));
    }

    private String match() {
        List<String> equal = new ArrayList<>();
        for (Keys key : keys) {
            Type type = key.left().type().equals(key.right().type())
                    ? key.left().type()
                    : Meet.of(key.left().type(), key.right().type());
            equal.add("%s = %s".formatted(key.left().cast(type).sql(), key.right().cast(type).sql()));
        }
        condition.ifPresent(made -> equal.add(made.sql()));
        return String.join(" AND ", equal);
    }

    private String with(String more) {
        return "WITH %s AS (SELECT batch, %s FROM (%s)), %s AS (%s)%s ".formatted(leftRows, names(left),
                draft.stage.sql(), rightRows, right.sql(), more);
    }

    private static String names(List<Typed> columns) {
        return String.join(", ", columns.stream().map(Typed::sql).toList());
    }

    private Stage ofBatch() {
        JoinType type = draft.pick(ALL);
        String sql = with("") + join(type, "coalesce(l.batch, r.batch)", leftRows, rightRows, "l.batch = r.batch");
        Set<Trait> traits = keepsLeftOnly(type)
                ? Draft.without(draft.traitsOf(left), Trait.ORDERED)
                : EnumSet.of(Trait.BATCHED, Trait.UNWINDOWED);
        return then("join of a batch", type, "", (mine, others) -> mine.join(others), sql, traits);
    }

    private static boolean keepsLeftOnly(JoinType type) {
        return type != JoinType.RIGHT && type != JoinType.FULL;
    }

    private String join(JoinType type, String batch, String leftFrom, String rightFrom, String meets) {
        boolean isPair = type.givesPairs();
        return "SELECT %s AS batch, %s FROM %s l %s JOIN %s r ON %s AND %s".formatted(isPair ? batch : "l.batch",
                isPair ? names(left) + ", " + names(right.columns()) : names(left), leftFrom, type.name(), rightFrom,
                meets, match());
    }

    /// The last row of each key that has come, at the end of the batch.
    private Stage ofTable() {
        JoinType type = draft.pick(OF_LEFT_ROWS);
        String rightKeys = names(keys.stream().map(Keys::right).toList());
        String moment = right.moment().sql();
        String isKey = String.join(" AND ", keys.stream().map(key -> key.right().sql() + " IS NOT NULL").toList());
        String table = "SELECT *, lead(batch) OVER (PARTITION BY %s ORDER BY %s) AS until FROM %s WHERE %s".formatted(
                rightKeys, moment, rightRows, isKey);
        String sql = with("") + join(type, "l.batch", leftRows, "(" + table + ")",
                "r.batch <= l.batch AND (r.until IS NULL OR l.batch < r.until)");
        return then("lookup", type, "asTable", (mine, others) -> mine.join(lastOfBatch(others).asTable()), sql,
                Draft.without(draft.traitsOf(left), Trait.ORDERED));
    }

    /// In several lanes the last row of a batch is not the one that came last.
    private DStream<Row> lastOfBatch(DStream<Row> rows) {
        return draft.lanes == 1
                ? rows
                : rows.latestOn(right.moment().sql(),
                        keys.stream().map(key -> key.right().sql()).distinct().toArray(String[]::new));
    }

    private Stage near() {
        JoinType type = draft.pick(ALL);
        int before = random.nextInt(40) * 100;
        int after = random.nextInt(40) * 100;
        Delays delays = new Delays();
        String sql = with(delays.sql()) + join(type, "0", delays.inTime(leftRows, Stage.SEEN),
                delays.inTime(rightRows, right.seen().sql()),
                "epoch_ms(%1$s) - epoch_ms(%2$s) BETWEEN -%3$d AND %4$d".formatted(right.seen().sql(), Stage.SEEN,
                        before, after));
        return then("interval join", type, "within(%d, %d)".formatted(before, after),
                (mine, others) -> delays.of(mine, others).within(Duration.ofMillis(before), Duration.ofMillis(after)),
                sql, unbatched(type));
    }

    private Stage ofWindow() {
        JoinType type = draft.pick(ALL);
        long slide = random.nextLong(1, 10) * 1_000;
        long length = slide * random.nextInt(1, 3);
        long lateness = random.nextInt(3) == 0 ? random.nextInt(5) * 500L : 0;
        Delays delays = new Delays();
        String windows = "(SELECT * FROM (SELECT *, epoch_ms(%1$s) - ((epoch_ms(%1$s) %% %3$d) + %3$d) %% %3$d - unnest(range(%2$d)) * %3$d AS windowBegin FROM %4$s JOIN %5$s ON batch = number) WHERE watermark IS NULL OR windowBegin + %6$d > watermark)";
        String sql = with(delays.sql()) + join(type, "0",
                windows.formatted(Stage.SEEN, length / slide, slide, leftRows, delays.name, length + lateness),
                windows.formatted(right.seen().sql(), length / slide, slide, rightRows, delays.name, length + lateness),
                "l.windowBegin = r.windowBegin");
        return then("window join", type, "window(%d, %d).allowedLateness(%d)".formatted(length, slide, lateness),
                (mine, others) -> delays.of(mine, others)
                        .window(Duration.ofMillis(length), Duration.ofMillis(slide))
                        .allowedLateness(Duration.ofMillis(lateness)),
                sql, unbatched(type));
    }

    /// ASOF.
    private Stage latest() {
        JoinType type = draft.pick(OF_LEFT_ROWS);
        int tolerance = random.nextInt(50) * 100;
        Delays delays = new Delays();
        String ranked = "SELECT %s, %s, r.batch IS NOT NULL AS found, row_number() OVER (PARTITION BY number ORDER BY r.batch IS NULL, %s DESC, %s DESC) AS place FROM (SELECT *, row_number() OVER () AS number FROM %s) l LEFT JOIN %s r ON epoch_ms(%s) - epoch_ms(%s) BETWEEN 0 AND %d AND %s"
                .formatted(names(left), names(right.columns()), right.seen().sql(), right.moment().sql(),
                        delays.inTime(leftRows, Stage.SEEN), delays.inTime(rightRows, right.seen().sql()), Stage.SEEN,
                        right.seen().sql(), tolerance, match());
        String wanted = switch (type) {
            case INNER, SEMI -> " AND found";
            case ANTI -> " AND NOT found";
            case LEFT, RIGHT, FULL -> "";
        };
        String sql = with(delays.sql()) + "SELECT 0 AS batch, %s FROM (%s) WHERE place = 1%s".formatted(
                type.givesPairs() ? names(left) + ", " + names(right.columns()) : names(left), ranked, wanted);
        return then("ASOF join", type, "asOf(%d)".formatted(tolerance),
                (mine, others) -> delays.of(mine, others).asOf(Duration.ofMillis(tolerance)), sql, unbatched(type));
    }

    private Set<Trait> unbatched(JoinType type) {
        return keepsLeftOnly(type)
                ? Draft.without(draft.traitsOf(left), Trait.ORDERED, Trait.BATCHED)
                : EnumSet.of(Trait.UNWINDOWED);
    }

    /// How much either side may be out of order, and what is late by that: judged by the watermark that the last batch ended with, that of the side
    /// that is behind most.
    private final class Delays {
        private final String name = draft.newName();
        private final int ofLeft = draft.delayMillis();
        private final int ofRight = random.nextInt(25) * 100;

        JoinedStreams of(DStream<Row> mine, DStream<Row> others) {
            return mine.withEventTime(Stage.SEEN, Duration.ofMillis(ofLeft))
                    .join(others.withEventTime(right.seen().sql(), Duration.ofMillis(ofRight)));
        }

        String sql() {
            return ", %s AS (SELECT number, CASE WHEN ofLeft IS NOT NULL AND ofRight IS NOT NULL THEN least(ofLeft, ofRight) END AS watermark FROM (SELECT number, (SELECT max(epoch_ms(%s)) FROM %s WHERE batch < number) - %d AS ofLeft, (SELECT max(epoch_ms(%s)) FROM %s WHERE batch < number) - %d AS ofRight FROM range(%d) numbers(number)))"
                    .formatted(name, Stage.SEEN, leftRows, ofLeft, right.seen().sql(), rightRows, ofRight,
                            draft.batches);
        }

        String inTime(String rows, String time) {
            return "(SELECT %1$s.* FROM %1$s JOIN %2$s ON batch = number WHERE watermark IS NULL OR epoch_ms(%3$s) >= watermark)"
                    .formatted(rows, name, time);
        }

        @Override
        public String toString() {
            return "%d and %d ms of delay".formatted(ofLeft, ofRight);
        }
    }

    /// Brings two streams together.
    private interface Meeting {
        JoinedStreams of(DStream<Row> mine, DStream<Row> others);
    }

    private Stage then(String operation, JoinType type, String how, Meeting meeting, String sql, Set<Trait> traits) {
        List<Typed> columns = new ArrayList<>();
        boolean leftMayMiss = !keepsLeftOnly(type);
        boolean rightMayMiss = type == JoinType.LEFT || type == JoinType.FULL;
        left.forEach(column -> columns.add(leftMayMiss ? column.withNulls() : column));
        if (type.givesPairs()) {
            right.columns().forEach(column -> columns.add(rightMayMiss ? column.withNulls() : column));
        }
        left.forEach(column -> draft.tried(operation, column));
        right.columns().forEach(column -> draft.tried(operation, column));
        String text = "join(%s)%s.%s.and(%s).%s".formatted(right, keys, how, condition.map(Typed::expr),
                type.name().toLowerCase(Locale.ROOT));
        boolean isCut = left.size() < draft.stage.columns().size();
        Step step = new Step(text, (stream, other) -> {
            DStream<Row> mine = isCut ? stream.select(left.stream().map(Typed::expr).toArray(Expr[]::new)) : stream;
            return of(type, meeting.of(mine, right.of(other)));
        });
        return draft.stage.then(step, sql, columns, traits, draft.names());
    }

    private DStream<Row> of(JoinType type, JoinedStreams joined) {
        JoinedStreams by = joined;
        for (Keys key : keys) {
            by = by.on(key.left().expr(), key.right().expr());
        }
        JoinedStreams full = condition.isPresent() ? by.and(condition.get().expr()) : by;
        return switch (type) {
            case INNER -> full.inner();
            case LEFT -> full.left();
            case RIGHT -> full.right();
            case FULL -> full.full();
            case SEMI -> full.semi();
            case ANTI -> full.anti();
        };
    }
}
