// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import io.tidemill.DStream;
import io.tidemill.GroupedStream;
import io.tidemill.Row;
import io.tidemill.differential.RandomAggregate.Made;
import io.tidemill.differential.Stage.Operation;
import io.tidemill.differential.Stage.Step;
import io.tidemill.differential.Stage.Trait;
import io.tidemill.plan.expr.Aggregate;
import io.tidemill.plan.expr.Expr;

/// Keys, and aggregates of the rows of a batch, of all rows, of a window of batch time or of event time, or of a session.
final class RandomGroup {
    private static final int ATTEMPTS = 6;

    private final Draft draft;
    private final SplittableRandom random;
    private final List<Typed> keys = new ArrayList<>(); // as they are
    private final List<Typed> results = new ArrayList<>(); // as they are named
    private final List<Made> aggregates = new ArrayList<>();

    RandomGroup(Draft draft) {
        this.draft = draft;
        random = draft.random;
    }

    Stage make() {
        int keyCount = random.nextInt(5);
        for (int key = 0; key < keyCount; key++) {
            addKey(draft.best(ATTEMPTS, this::key));
        }
        int kind = random.nextInt(7);
        if (kind < 2 && draft.stage.is(Trait.TIMED)) {
            return kind == 0 ? ofEventTime() : ofSessions();
        }
        if (kind < 6 && draft.stage.is(Trait.BATCHED)) {
            return kind < 4 ? ofBatch() : ofWindow();
        }
        return global();
    }

    private Typed key() {
        List<Typed> columns = draft.stage.readable();
        RandomExpressions expressions = draft.expressions();
        Typed key = columns.isEmpty() || random.nextInt(4) == 0
                ? expressions.make(expressions.integer(), 1)
                : draft.pick(columns);
        return expressions.tried("key", key.type(), key);
    }

    private void addKey(Typed key) {
        keys.add(key);
        results.add(key.as(draft.newName()));
    }

    /// @param kind counts what the aggregates of such groups read
    private void addAggregates(String kind) {
        keys.forEach(key -> draft.tried(kind, key));
        int count = random.nextInt(6, 18);
        RandomAggregate one = new RandomAggregate(draft, kind);
        for (int i = 0; i < count; i++) {
            Made made = draft.best(ATTEMPTS, one::make);
            aggregates.add(made);
        }
    }

    private Stage global() {
        addAggregates("all rows");
        return then("global()", GroupedStream::global, select("0 AS batch", draft.stage.sql(), ""),
                EnumSet.noneOf(Trait.class));
    }

    private Stage ofBatch() {
        addAggregates("batch");
        return then("", groups -> groups, inBatches("batch", draft.stage.sql(), "true"),
                Draft.without(draft.stage.traits(), Trait.ORDERED, Trait.TIMED));
    }

    /// A window of batch time, every batch or not.
    private Stage ofWindow() {
        addAggregates("window");
        int slide = random.nextInt(3) == 0 ? 2 : 1;
        int length = slide * random.nextInt(1, 4);
        String ends = "(number + 1) %% %d = 0".formatted(slide);
        String rows = Windows.ofBatches(draft.stage.sql(), length, draft.batches);
        return then("window(%d, %d)".formatted(length, slide),
                groups -> groups.window(EngineRun.BATCH.multipliedBy(length), EngineRun.BATCH.multipliedBy(slide)),
                inBatches("batch", rows, ends),
                slide == 1 ? EnumSet.of(Trait.BATCHED) : EnumSet.noneOf(Trait.class));
    }

    /// Without keys an empty batch has a row too.
    private String inBatches(String batch, String rows, String ends) {
        return keys.isEmpty()
                ? select("number AS batch",
                        "SELECT * FROM (SELECT number FROM range(%d) numbers(number) WHERE %s) LEFT JOIN (%s) ON number = batch"
                                .formatted(draft.batches, ends, rows),
                        "number")
                : select(batch, "SELECT * FROM (%s) WHERE %s".formatted(rows, ends.replace("number", "batch")), batch);
    }

    private Stage ofEventTime() {
        addAggregates("window of event time");
        long slide = random.nextLong(1, 10) * 1_000;
        long length = slide * random.nextInt(1, 4);
        int delay = draft.delayMillis();
        String open = Windows.ofEventTime(draft.stage.sql(), length, slide, delay);
        return then("withEventTime(%d).window(%d, %d)".formatted(delay, length, slide),
                groups -> groups.window(Duration.ofMillis(length), Duration.ofMillis(slide)), delay,
                select("0 AS batch", open, "windowBegin"));
    }

    private Stage ofSessions() {
        addAggregates("session");
        int gap = random.nextInt(1, 40) * 100;
        int delay = draft.patientDelayMillis();
        String sessions = Windows.ofSessions(draft.stage.sql(), keys, gap);
        return then("withEventTime(%d).sessionWindow(%d)".formatted(delay, gap),
                groups -> groups.sessionWindow(Duration.ofMillis(gap)), delay,
                select("0 AS batch", sessions, "session"));
    }

    /// Makes windows, or sessions, of groups.
    private interface Grouping {
        GroupedStream of(GroupedStream groups);
    }

    private Stage then(String text, Grouping grouping, int delay, String sql) {
        Operation operation = (stream, _) -> aggregate(
                grouping.of(group(stream.withEventTime(Stage.SEEN, Duration.ofMillis(delay)))));
        return then(text, operation, sql, EnumSet.noneOf(Trait.class));
    }

    private Stage then(String text, Grouping grouping, String sql, Set<Trait> traits) {
        return then(text, (stream, _) -> aggregate(grouping.of(group(stream))), sql, traits);
    }

    private Stage then(String text, Operation operation, String sql, Set<Trait> traits) {
        List<Typed> columns = new ArrayList<>(results);
        aggregates.forEach(made -> columns.add(made.result()));
        Step step = new Step("groupBy(%s).%s.agg(%s)".formatted(keyExprs(), text,
                aggregates.stream().map(Made::aggregate).toList()), operation);
        return draft.stage.then(step, sql, columns, traits, draft.names());
    }

    private List<Expr> keyExprs() {
        List<Expr> exprs = new ArrayList<>();
        for (int key = 0; key < keys.size(); key++) {
            exprs.add(keys.get(key).expr().as(results.get(key).sql()));
        }
        return exprs;
    }

    private GroupedStream group(DStream<Row> stream) {
        List<Expr> exprs = keyExprs();
        return exprs.isEmpty()
                ? stream.groupBy()
                : stream.groupBy(exprs.getFirst(), exprs.subList(1, exprs.size()).toArray(Expr[]::new));
    }

    private DStream<Row> aggregate(GroupedStream groups) {
        List<Aggregate> all = aggregates.stream().map(Made::aggregate).toList();
        return groups.agg(all.getFirst(), all.subList(1, all.size()).toArray(Aggregate[]::new));
    }

    /// @param batch the column of that name, as it comes out
    /// @param also what the rows are grouped by beside the keys, or nothing
    private String select(String batch, String from, String also) {
        List<String> selected = new ArrayList<>(List.of(batch));
        List<String> grouped = new ArrayList<>();
        for (int key = 0; key < keys.size(); key++) {
            selected.add(keys.get(key).sql() + " AS " + results.get(key).sql());
            grouped.add(keys.get(key).sql());
        }
        aggregates.forEach(made -> selected.add(made.sql()));
        if (!also.isEmpty()) {
            grouped.add(also);
        }
        String groups = grouped.isEmpty() ? "" : " GROUP BY " + String.join(", ", grouped);
        return "SELECT %s FROM (%s)%s".formatted(String.join(", ", selected), from, groups);
    }
}
