// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.codec.Encoding;
import io.tidemill.codec.ScalarEncoding;
import io.tidemill.compile.ConstantFolding;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.KeyTable;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.EventTime;
import io.tidemill.plan.Labels;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.Aggregate;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.plan.expr.Expr;
import io.tidemill.plan.expr.Splitter;
import io.tidemill.plan.expr.TypeRules;

/// Plans of operations on columns: checks expressions against the stream and names the results.
final class ColumnOperations {

    private ColumnOperations() {}

    static List<Expr> columns(String... names) {
        List<Expr> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(new Expr.Column(name));
        }
        return columns;
    }

    @SafeVarargs
    static <T> List<T> listOf(T first, T... more) {
        List<T> all = new ArrayList<>();
        all.add(first);
        for (T one : more) {
            all.add(one);
        }
        return all;
    }

    static Plan where(Plan input, Expr condition, Site site) {
        Bound predicate = ConstantFolding.fold(binder(input, site).condition(condition));
        List<Field> fields = new ArrayList<>(input.schema().fields());
        withoutNulls(predicate, fields);
        return new ColumnPlan.Filter(input, predicate, new Schema(fields), site);
    }

    /// Marks the columns that a condition wants not to be null.
    private static void withoutNulls(Bound predicate, List<Field> fields) {
        switch (predicate) {
            case Bound.And(Bound left, Bound right) -> {
                withoutNulls(left, fields);
                withoutNulls(right, fields);
            }
            case Bound.Not(Bound.IsNull(Bound.Column column)) ->
                fields.set(column.index(), Field.of(column.name(), column.type()));
            default -> {}
        }
    }

    static Plan eventTime(Plan input, EventTime time, Site site) {
        Binder binder = binder(input, site);
        Bound bound = binder.bind(new Expr.Column(time.column()));
        if (!(bound instanceof Bound.Column column) || !column.type().equals(Type.TIMESTAMP)) {
            throw binder.wrong(
                    "event time is a timestamp, and column `%s` is %s: cast it".formatted(time.column(), bound.type()));
        }
        return new ColumnPlan.Timed(input, column.index(), time, site);
    }

    /// @param columns that tell rows apart; all, where none is named
    static Plan distinct(Plan input, String[] columns, long withinMicros, Site site) {
        Binder binder = binder(input, site);
        for (Field field : input.schema().fields()) {
            if (field.type().equals(Type.OBJECT)) {
                throw binder.wrong(
                        "column `%s` holds Java objects, which are not compared here: make a class of columns of them, map(Class, ...)"
                                .formatted(field.name()));
            }
        }
        if (withinMicros < 0) {
            throw binder.wrong("rows are remembered for some time, not for %d us".formatted(withinMicros));
        }
        List<Integer> keys = new ArrayList<>();
        for (Expr column : columns(columns)) {
            keys.add(((Bound.Column) binder.bind(column)).index());
        }
        for (int column = 0; column < input.schema().size() && columns.length == 0; column++) {
            keys.add(column);
        }
        requireKeys(keys.size(), site);
        for (int key : keys) {
            requireKey(input.schema().field(key).name(), input.schema().field(key).type(), site);
        }
        return new ColumnPlan.Distinct(input, keys, withinMicros, site);
    }

    static Plan select(Plan input, List<Expr> columns, Site site) {
        Binder binder = binder(input, site);
        if (columns.isEmpty()) {
            throw binder.wrong("select needs a column");
        }
        int exploded = -1;
        for (int i = 0; i < columns.size(); i++) {
            if (unnamed(columns.get(i)) instanceof Expr.Explode) {
                if (exploded >= 0) {
                    throw binder.wrong(
                            "%s and %s: a select explodes one list".formatted(columns.get(exploded), columns.get(i)));
                }
                exploded = i;
            }
        }
        return exploded < 0 ? project(input, columns, binder, site) : explode(input, columns, exploded, binder, site);
    }

    static Plan withColumn(Plan input, String name, Expr column, Site site) {
        List<Expr> columns = new ArrayList<>();
        boolean replaced = false;
        for (Field field : input.schema().fields()) {
            boolean same = field.name().equals(name);
            replaced |= same;
            columns.add(same ? column.as(name) : new Expr.Column(field.name()));
        }
        if (!replaced) {
            columns.add(column.as(name));
        }
        return select(input, columns, site);
    }

    private static Plan project(Plan input, List<Expr> columns, Binder binder, Site site) {
        List<Bound> expressions = columns.stream().map(column -> bind(column, binder)).toList();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            fields.add(field(columns.get(i), expressions.get(i), binder));
        }
        return new ColumnPlan.Project(input, expressions, schema(fields, binder), site);
    }

    private static Plan explode(Plan input, List<Expr> columns, int position, Binder binder, Site site) {
        List<Bound> carried = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (i != position) {
                Bound column = bind(columns.get(i), binder);
                carried.add(column);
                fields.add(field(columns.get(i), column, binder));
            }
        }
        Expr exploded = columns.get(position);
        Expr.Explode explode = (Expr.Explode) unnamed(exploded);
        String name = exploded instanceof Expr.Named named ? named.name() : "col";
        if (explode.outer() || !(explode.list() instanceof Expr.Split split)) {
            Bound list = ConstantFolding.fold(binder.list(explode.list()));
            fields.add(position, Field.nullable(name, list.type().elementType()));
            return new ColumnPlan.Explode(input, carried, position, list, new Splitter.Elements(explode.outer()),
                    schema(fields, binder), site);
        }
        fields.add(position, Field.of(name, Type.UTF8));
        UserColumns ahead = new UserColumns(input, site);
        List<Bound> readCarried = carried.stream().map(ahead::column).toList();
        Bound text = ahead.column(ConstantFolding.fold(binder.text(split.text())));
        return new ColumnPlan.Explode(ahead.plan(), readCarried, position, text, split.splitter(),
                schema(fields, binder), site);
    }

    static ColumnPlan.Aggregate aggregate(Plan input, List<Expr> keys, List<Aggregate> aggregates, Window window,
            Site site) {
        requireKeys(keys.size(), site);
        Binder binder = binder(input, site);
        List<Bound> boundKeys = keys.stream().map(key -> bind(key, binder)).toList();
        requireKeys(boundKeys, site);
        List<BoundAggregate> boundAggregates = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            fields.add(field(keys.get(i), boundKeys.get(i), binder));
        }
        for (Aggregate aggregate : aggregates) {
            if (aggregate.function().isOfWindow() && window instanceof Window.Batch) {
                throw binder
                        .wrong("%s: a group of a batch has no window; name one with window(...)".formatted(aggregate));
            }
            BoundAggregate bound = binder.bind(aggregate, !keys.isEmpty() || window instanceof Window.OfEventTime);
            boundAggregates.add(bound);
            fields.add(field(aggregate.columnName(), bound.type(), bound.nullable(), binder));
        }
        UserColumns ahead = new UserColumns(input, site);
        List<Bound> readKeys = boundKeys.stream().map(ahead::column).toList();
        List<BoundAggregate> readAggregates = boundAggregates.stream().map(ahead::aggregate).toList();
        return new ColumnPlan.Aggregate(ahead.plan(), readKeys, readAggregates, window, schema(fields, binder), site);
    }

    /// Arranges the columns as a type wants them: by name, or the only one; numbers may become wider.
    static Plan as(Plan input, Encoding<?> results, Site site) {
        Binder binder = binder(input, site);
        Schema wanted = results.schema();
        List<Bound> expressions = new ArrayList<>();
        for (Field field : wanted.fields()) {
            Expr column = new Expr.Column(
                    results instanceof ScalarEncoding ? onlyColumn(input, results, binder) : field.name());
            expressions.add(fit(binder.bind(column), field, results, binder));
        }
        return input.schema().equals(wanted) ? input : new ColumnPlan.Project(input, expressions, wanted, site);
    }

    private static String onlyColumn(Plan input, Encoding<?> results, Binder binder) {
        if (input.schema().size() != 1) {
            throw binder.wrong("a %s is one column, and %s has %d: %s".formatted(results.typeName(), Labels.of(input),
                    input.schema().size(),
                    input.schema().names()));
        }
        return input.schema().field(0).name();
    }

    private static Bound fit(Bound column, Field field, Encoding<?> results, Binder binder) {
        if (!column.type().equals(field.type()) && !TypeRules.widens(column.type(), field.type())) {
            throw binder.wrong("column `%s` is %s, but `%s` of %s wants %s: cast it".formatted(column, column.type(),
                    field.name(), results.typeName(),
                    field.type()));
        }
        if (column.nullable() && !field.nullable()) {
            String mend = results instanceof ScalarEncoding
                    ? "leave nulls out with where(col(\"" + column + "\").isNotNull())"
                    : "let the record have a wrapper type, or say what it is then with coalesce(...)";
            throw binder.wrong("column `%s` may be null, but `%s` of %s may not: %s".formatted(column, field.name(),
                    results.typeName(), mend));
        }
        return Binder.cast(column, field.type());
    }

    private static Bound bind(Expr expr, Binder binder) {
        return ConstantFolding.fold(binder.bind(expr));
    }

    private static Field field(Expr expr, Bound bound, Binder binder) {
        return field(expr.toString(), bound.type(), bound.nullable(), binder);
    }

    private static Field field(String name, Type type, boolean nullable, Binder binder) {
        if (name.isEmpty()) {
            throw binder.wrong("a column needs a name: give it one with as(...)");
        }
        return new Field(name, type, nullable);
    }

    /// Refuses what says something of single rows.
    static void requireGroups(List<Aggregate> aggregates, Site site) {
        aggregates.stream().filter(aggregate -> aggregate.function().isOfSingleRows()).forEach(aggregate -> {
            throw new PlanException(
                    "a group has no %s, only its rows have: rank() is for groupBy(...).top(...).rows(...), lag for groupBy(...).running(...) [%s]"
                            .formatted(aggregate, site));
        });
    }

    /// Refuses more keys than a table of groups has.
    static void requireKeys(int keys, Site site) {
        if (keys > KeyTable.MAX_KEYS) {
            throw new PlanException("%d columns make a key: %d are the most [%s]".formatted(keys, KeyTable.MAX_KEYS,
                    site));
        }
    }

    /// Refuses keys that no table of groups has.
    static void requireKeys(List<Bound> keys, Site site) {
        requireKeys(keys.size(), site);
        for (Bound key : keys) {
            requireKey(key, key.type(), site);
        }
    }

    private static void requireKey(Object key, Type type, Site site) {
        if (type.isList()) {
            throw new PlanException("%s is %s, and lists are no keys: explode it, or take an element of it [%s]"
                    .formatted(key, type, site));
        }
    }

    private static Expr unnamed(Expr expr) {
        return expr instanceof Expr.Named(Expr input, _) ? unnamed(input) : expr;
    }

    /// Refuses a column that cannot be copied to where rows are kept.
    static void requireKept(Field field, Binder binder) {
        if (field.type().layout() == Type.Layout.HEAP || field.type().kind() == Type.Kind.LIST) {
            throw binder.wrong("column `%s` is %s, which is not kept in rows: select the others, or cast it".formatted(
                    field.name(), field.type()));
        }
    }

    static Schema schema(List<Field> fields, Binder binder) {
        try {
            return new Schema(fields);
        } catch (IllegalArgumentException twice) {
            throw binder.wrong(twice.getMessage() + ": name one of them with as(...)");
        }
    }

    private static Binder binder(Plan input, Site site) {
        return new Binder(input.schema(), Labels.of(input), site);
    }
}
