// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.tidemill.differential.Stage.Step;
import io.tidemill.differential.Stage.Trait;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Expr;

import static io.tidemill.Functions.explode;
import static io.tidemill.Functions.split;

/// Steps that take rows as they are: filters, projections, explosions, unions, windows of rows.
final class RandomRows {
    private static final int ATTEMPTS = 3;
    private static final int MOST_NEW = 16;
    private static final List<String> SEPARATORS = List.of(",", " ", "e");
    private static final List<Type> SELECTED = List.of(Type.BOOL, Type.BOOL, Type.BOOL, Type.INT8, Type.INT16,
            Type.INT32, Type.INT32, Type.INT32, Type.INT64, Type.FLOAT32, Type.FLOAT64, Type.UTF8, Type.TIMESTAMP,
            Type.DATE, RandomTable.NARROW, RandomTable.WIDE, Type.BINARY, Type.TIMESTAMP_NTZ, Type.TIME);

    private final Draft draft;

    RandomRows(Draft draft) {
        this.draft = draft;
    }

    private Stage then(Step step, String sql, List<Typed> columns, Set<Trait> traits) {
        return draft.stage.then(step, sql, columns, traits, draft.names());
    }

    Stage where() {
        Typed predicate = draft.best(ATTEMPTS, () -> draft.expression(Type.BOOL));
        return then(new Step("where(" + predicate.expr() + ")", (stream, _) -> stream.where(predicate.expr())),
                "SELECT * FROM (%s) WHERE %s".formatted(draft.stage.sql(), predicate.sql()), draft.stage.columns(),
                draft.stage.traits());
    }

    Stage select() {
        List<Typed> kept = draft.keep(Stage.MOST_COLUMNS - MOST_NEW);
        List<Typed> chosen = new ArrayList<>(kept);
        List<String> selected = new ArrayList<>(kept.stream().map(Typed::sql).toList());
        List<Expr> exprs = new ArrayList<>(kept.stream().map(Typed::expr).toList());
        int count = draft.random.nextInt(6, MOST_NEW + 1);
        for (int i = 0; i < count; i++) {
            Typed made = draft.best(ATTEMPTS, () -> draft.expression(draft.pick(SELECTED)));
            String name = draft.newName();
            exprs.add(made.expr().as(name));
            selected.add(made.sql() + " AS " + name);
            chosen.add(made.as(name));
        }
        return then(new Step("select(" + exprs + ")", (stream, _) -> stream.select(exprs.toArray(Expr[]::new))),
                "SELECT batch, %s FROM (%s)".formatted(String.join(", ", selected), draft.stage.sql()), chosen,
                draft.traitsOf(chosen));
    }

    Stage explodeText() {
        List<Typed> texts = draft.stage.readable().stream().filter(column -> column.type().equals(Type.UTF8)).toList();
        if (texts.isEmpty()) {
            return where();
        }
        Typed text = draft.pick(texts);
        String separator = draft.pick(SEPARATORS);
        List<Typed> kept = draft.keep(Stage.MOST_COLUMNS);
        String name = draft.newName();
        List<Expr> exprs = new ArrayList<>(kept.stream().map(Typed::expr).toList());
        exprs.add(explode(split(text.expr(), separator)).as(name));
        List<String> selected = new ArrayList<>(kept.stream().map(Typed::sql).toList());
        selected.add("unnest(string_split(%s, %s)) AS %s".formatted(text.sql(), Sql.text(separator), name));
        draft.tried("explode", text);
        List<Typed> columns = new ArrayList<>(kept);
        columns.add(new Typed(text.as(name).expr(), name, Type.UTF8, Precision.EQUAL, text.nulls()));
        return then(new Step("select(" + exprs + ")", (stream, _) -> stream.select(exprs.toArray(Expr[]::new))),
                "SELECT batch, %s FROM (%s)".formatted(String.join(", ", selected), draft.stage.sql()), columns,
                Draft.without(draft.traitsOf(columns), Trait.ORDERED));
    }

    /// Two parts of the rows, which may have some in common.
    Stage union() {
        Typed first = draft.expression(Type.BOOL);
        Typed second = draft.expression(Type.BOOL);
        draft.stage.readable().forEach(column -> draft.tried("union", column));
        String rows = draft.newName();
        return then(new Step("where(%s).union(where(%s))".formatted(first.expr(), second.expr()),
                (stream, _) -> stream.where(first.expr()).union(stream.where(second.expr()))),
                "WITH %1$s AS (%2$s) SELECT * FROM %1$s WHERE %3$s UNION ALL SELECT * FROM %1$s WHERE %4$s".formatted(
                        rows, draft.stage.sql(), first.sql(), second.sql()),
                draft.stage.columns(), Draft.without(draft.stage.traits(), Trait.ORDERED));
    }

    /// The rows of the last batches, every batch: far out of order.
    Stage window() {
        int length = draft.random.nextInt(1, 4);
        draft.stage.readable().forEach(column -> draft.tried("window of rows", column));
        return then(new Step("window(%d)".formatted(length),
                (stream, _) -> stream.window(EngineRun.BATCH.multipliedBy(length))),
                Windows.ofBatches(draft.stage.sql(), length, draft.batches),
                draft.stage.columns(),
                Draft.without(draft.stage.traits(), Trait.ORDERED, Trait.TIMED,
                        Trait.UNWINDOWED));
    }
}
