// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import io.tidemill.DStream;
import io.tidemill.Functions;
import io.tidemill.Row;
import io.tidemill.differential.Stage.Step;
import io.tidemill.differential.Stage.Trait;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Aggregate;

import static io.tidemill.Functions.col;

/// What the rows of a key have come to, beside each row; and rows whose like has come before.
final class RandomRunning {
    private static final int ATTEMPTS = 6;
    private static final int MOST_NEW = 16;
    private static final List<Type> COMPARED = List.of(Type.INT8, Type.INT16, Type.INT32, Type.INT64, Type.FLOAT32,
            Type.FLOAT64, RandomTable.NARROW, Type.TIMESTAMP, Type.TIMESTAMP_NTZ, Type.DATE, Type.TIME);
    private static final List<Type> SUMMED = List.of(Type.FLOAT32, Type.FLOAT64);

    private final Draft draft;
    private final SplittableRandom random;
    private final RandomExpressions expressions;
    private final List<Typed> keys = new ArrayList<>();

    /// @param filters whether a filter may stand behind it
    private record Made(Aggregate aggregate, String sql, Type type, Precision precision, boolean filters) {}

    RandomRunning(Draft draft) {
        this.draft = draft;
        random = draft.random;
        expressions = draft.expressions();
    }

    private void addKeys(String operation, int count) {
        for (int key = 0; key < count; key++) {
            Typed made = draft.best(ATTEMPTS, () -> {
                Typed one = draft.pick(draft.stage.readable());
                draft.tried(operation, one);
                return one;
            });
            if (!keys.contains(made)) {
                keys.add(made);
            }
        }
    }

    private List<String> names() {
        return keys.stream().map(Typed::sql).toList();
    }

    Stage running() {
        addKeys("key of running", random.nextInt(5));
        List<Typed> kept = draft.stage.columns();
        List<Typed> columns = new ArrayList<>(kept);
        List<Aggregate> aggregates = new ArrayList<>();
        List<String> selected = new ArrayList<>(List.of("*"));
        String over = " OVER (%s ORDER BY moment ROWS UNBOUNDED PRECEDING)".formatted(Windows.partition(names()));
        int count = random.nextInt(1, MOST_NEW);
        for (int i = 0; i < count && columns.size() < Stage.MOST_COLUMNS; i++) {
            Made made = draft.best(ATTEMPTS, this::aggregate);
            boolean filters = made.filters() && random.nextInt(3) == 0;
            Typed predicate = expressions.make(Type.BOOL, filters ? 1 : 0);
            String name = draft.newName();
            aggregates.add((filters ? made.aggregate().filter(predicate.expr()) : made.aggregate()).as(name));
            String filter = filters ? " FILTER (WHERE " + predicate.sql() + ")" : "";
            selected.add(made.sql().replace("{}", filter + over) + " AS " + name);
            columns.add(new Typed(col(name), name, made.type(), made.precision(), EnumSet.of(NullPattern.SOME)));
        }
        String sql = "SELECT %s FROM (%s)".formatted(String.join(", ", selected), draft.stage.sql());
        Step step = new Step("groupBy(%s).running(%s)".formatted(names(), aggregates),
                (stream, _) -> stream.groupBy(names().toArray(String[]::new))
                        .running(aggregates.getFirst(),
                                aggregates.subList(1, aggregates.size()).toArray(Aggregate[]::new)));
        Set<Trait> traits = draft.lanes == 1
                ? draft.stage.traits()
                : Draft.without(draft.stage.traits(), Trait.ORDERED);
        return draft.stage.then(step, sql, columns, traits, draft.names());
    }

    private Made aggregate() {
        return switch (random.nextInt(8)) {
            case 0 -> {
                Typed of = argument("running count", RandomTable.TYPES);
                yield made(Functions.count(of.expr()), "count(%s){}".formatted(of.sql()), Type.INT64);
            }
            case 1 -> sum();
            case 2 -> {
                Typed of = RandomAggregate.exact(draft, SUMMED);
                draft.tried("running avg", of);
                yield new Made(Functions.avg(of.expr()), "avg(%s){}".formatted(Sql.cast(of.sql(), Type.FLOAT64)),
                        Type.FLOAT64, Precision.CLOSE, true);
            }
            case 3 -> {
                Typed of = argument("running min", COMPARED);
                Type type = RandomAggregate.ofExtreme(of.type());
                yield made(Functions.min(of.expr()), Sql.cast("min(%s){}".formatted(of.sql()), type), type);
            }
            case 4 -> {
                Typed of = argument("running max", COMPARED);
                Type type = RandomAggregate.ofExtreme(of.type());
                yield made(Functions.max(of.expr()), Sql.cast("max(%s){}".formatted(of.sql()), type), type);
            }
            case 5 -> {
                Typed of = argument("running boolAnd", List.of(Type.BOOL));
                yield made(Functions.boolAnd(of.expr()), "bool_and(%s){}".formatted(of.sql()), Type.BOOL);
            }
            case 6 -> {
                Typed of = argument("running boolOr", List.of(Type.BOOL));
                yield made(Functions.boolOr(of.expr()), "bool_or(%s){}".formatted(of.sql()), Type.BOOL);
            }
            default -> {
                Typed of = argument("lag", RandomTable.TYPES);
                int rows = random.nextInt(1, 5);
                yield new Made(Functions.lag(of.expr(), rows), "lag(%s, %d){}".formatted(of.sql(), rows), of.type(),
                        Precision.EQUAL, false);
            }
        };
    }

    private Made sum() {
        return switch (random.nextInt(3)) {
            case 0 -> {
                Typed of = argument("running sum", List.of(Type.INT8, Type.INT16, Type.INT32, Type.INT64));
                yield made(Functions.sum(of.expr()), RandomAggregate.wrapped(of.sql()), Type.INT64);
            }
            case 1 -> {
                Typed of = argument("running sum", List.of(RandomTable.NARROW, RandomTable.WIDE));
                Type type = Type.decimal(of.type().isWide() ? Type.MOST_DIGITS : 22, of.type().scale());
                yield made(Functions.sum(of.expr()), Sql.cast("sum(%s){}".formatted(of.sql()), type), type);
            }
            default -> {
                Typed of = RandomAggregate.exact(draft, SUMMED);
                draft.tried("running sum", of);
                yield made(Functions.sum(of.expr()), "sum(%s){}".formatted(Sql.cast(of.sql(), Type.FLOAT64)),
                        Type.FLOAT64);
            }
        };
    }

    private static Made made(Aggregate aggregate, String sql, Type type) {
        return new Made(aggregate, sql, type, Precision.EQUAL, true);
    }

    private Typed argument(String operation, List<Type> types) {
        Typed of = expressions.make(draft.pick(types), random.nextInt(3) == 0 ? 1 : 0);
        draft.tried(operation, of);
        return of;
    }

    /// In several lanes it is not the row that came first which goes on; so only what tells rows apart is left then.
    ///
    /// @param everBefore whether rows of earlier batches count
    Stage distinct(boolean everBefore) {
        String operation = everBefore ? "dropDuplicatesWithin" : "dropDuplicates";
        addKeys(operation, random.nextInt(1, random.nextBoolean() ? 3 : 12));
        Duration ever = EngineRun.BATCH.multipliedBy(draft.batches);
        String[] names = names().toArray(String[]::new);
        String keyNames = String.join(", ", names);
        String text = "%s(%s)".formatted(operation, keyNames);
        if (draft.lanes == 1 && draft.stage.is(Trait.ORDERED)) {
            String sql = "SELECT * EXCLUDE place FROM (SELECT *, row_number() OVER (PARTITION BY %s%s ORDER BY moment) AS place FROM (%s)) WHERE place = 1"
                    .formatted(everBefore ? "" : "batch, ", keyNames, draft.stage.sql());
            return draft.stage.then(
                    new Step(text,
                            (stream, _) -> everBefore
                                    ? stream.dropDuplicatesWithin(ever, names)
                                    : stream.dropDuplicates(names)),
                    sql, draft.stage.columns(), draft.stage.traits(), draft.names());
        }
        String sql = "SELECT %s, %s FROM (%s) GROUP BY %s%s".formatted(everBefore ? "min(batch) AS batch" : "batch",
                keyNames, draft.stage.sql(), everBefore ? "" : "batch, ", keyNames);
        return draft.stage.then(new Step("select(%1$s).%2$s".formatted(keyNames, text), (stream, _) -> {
            DStream<Row> selected = stream.select(names);
            return everBefore ? selected.dropDuplicatesWithin(ever) : selected.dropDuplicates();
        }), sql, keys, Draft.without(draft.traitsOf(keys), Trait.ORDERED), draft.names());
    }
}
