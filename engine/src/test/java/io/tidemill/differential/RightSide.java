// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tidemill.DStream;
import io.tidemill.Row;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Expr;

/// Columns of the other table under names of their own, and perhaps not all its rows.
final class RightSide {
    private final Draft draft;
    private final List<Typed> sources;
    private final Optional<Typed> filter;
    private final List<Typed> columns = new ArrayList<>(); // as they are named
    private final List<Expr> exprs = new ArrayList<>();
    private final List<String> selected = new ArrayList<>();

    RightSide(Draft draft) {
        this.draft = draft;
        sources = draft.other.columns().stream().map(Typed::of).toList();
        add(sources.get(0));
        add(sources.get(1));
        filter = draft.random.nextInt(3) > 0
                ? Optional.empty()
                : Optional.of(draft.expressions(sources).make(Type.BOOL, 2));
    }

    Typed add(Typed source) {
        String name = draft.newName();
        exprs.add(source.expr().as(name));
        selected.add(source.sql() + " AS " + name);
        columns.add(source.as(name));
        return columns.getLast();
    }

    /// The columns of the table that are not times of the stream.
    List<Typed> sources() {
        return sources.subList(2, sources.size());
    }

    List<Typed> columns() {
        return columns;
    }

    Typed moment() {
        return columns.get(0);
    }

    Typed seen() {
        return columns.get(1);
    }

    DStream<Row> of(DStream<Row> rows) {
        DStream<Row> kept = filter.map(made -> rows.where(made.expr())).orElse(rows);
        return kept.select(exprs.toArray(Expr[]::new));
    }

    String sql() {
        return "SELECT batch, %s FROM %s%s".formatted(String.join(", ", selected), draft.other.name(),
                filter.map(made -> " WHERE " + made.sql()).orElse(""));
    }

    @Override
    public String toString() {
        return draft.other.name() + filter.map(made -> ".where(" + made.expr() + ")").orElse("") + ".select(" + exprs
                + ")";
    }
}
