// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

import io.tidemill.DStream;
import io.tidemill.Row;
import io.tidemill.differential.Coverage.Tried;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Expr;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.explode;
import static io.tidemill.Functions.split;

/// A query built step by step, as a stream and as SQL at once.
///
/// On the SQL side each row has a column more, `batch`, which is the number of the batch that it comes in.
final class RandomQuery {
    private static final int MOST_STEPS = 6;
    private static final int MOST_EXPRESSION_DEPTH = 4;
    private static final List<String> SEPARATORS = List.of(",", " ", "e");
    private static final List<Type> SELECTED = List.of(Type.BOOL, Type.BOOL, Type.BOOL, Type.INT8, Type.INT16,
            Type.INT32, Type.INT32, Type.INT32, Type.INT64, Type.FLOAT32, Type.FLOAT64, Type.UTF8, Type.TIMESTAMP,
            Type.DATE);

    private final SplittableRandom random;
    private final Set<Tried> tried = new HashSet<>();
    private final List<UnaryOperator<DStream<Row>>> steps = new ArrayList<>();
    private final StringBuilder description = new StringBuilder();
    private final int batches;
    private List<Typed> columns;
    private String sql = "SELECT * FROM t";
    private boolean isBatched = true; // rows come in the batch that the SQL side says
    private boolean hasTime = true; // the column `moment` is what it was
    private int names;

    private RandomQuery(RandomTable table, SplittableRandom random) {
        this.random = random;
        this.batches = table.batches() + 1; // the last one ends the stream
        columns = table.columns().stream().map(RandomQuery::ofColumn).toList();
    }

    private static Typed ofColumn(RandomTable.Column column) {
        return new Typed(col(column.name()), column.name(), column.type(),
                column.wild() ? Precision.EQUAL : Precision.SUMMABLE, EnumSet.of(column.nulls()));
    }

    static RandomQuery over(RandomTable table, SplittableRandom random) {
        RandomQuery query = new RandomQuery(table, random);
        int count = random.nextInt(10) == 0 ? 1 : random.nextInt(2, MOST_STEPS + 1);
        for (int step = 0; step < count; step++) {
            query.addStep();
        }
        return query;
    }

    private void addStep() {
        switch (random.nextInt(9)) {
            case 0, 1 -> where();
            case 2, 3, 4 -> select();
            case 5 -> explodeText();
            default -> aggregate();
        }
    }

    private RandomExpressions expressions() {
        return new RandomExpressions(random, readable(), tried);
    }

    /// The columns that a step may compute with.
    private List<Typed> readable() {
        return columns.stream().filter(column -> column.precision() != Precision.CLOSE).toList();
    }

    private Typed expression(Type type) {
        return expressions().make(type, random.nextInt(1, MOST_EXPRESSION_DEPTH + 1));
    }

    private String newName() {
        return "c" + names++;
    }

    private void where() {
        Typed predicate = expression(Type.BOOL);
        add("where(" + predicate.expr() + ")", stream -> stream.where(predicate.expr()));
        sql = "SELECT * FROM (%s) WHERE %s".formatted(sql, predicate.sql());
    }

    private void select() {
        List<Typed> kept = keep();
        List<Typed> chosen = new ArrayList<>(kept);
        List<String> selected = new ArrayList<>(kept.stream().map(Typed::sql).toList());
        List<Expr> exprs = new ArrayList<>(kept.stream().map(Typed::expr).toList());
        int count = random.nextInt(6, 22);
        for (int i = 0; i < count; i++) {
            Typed made = expression(SELECTED.get(random.nextInt(SELECTED.size())));
            String name = newName();
            exprs.add(made.expr().as(name));
            selected.add(made.sql() + " AS " + name);
            chosen.add(new Typed(col(name), name, made.type(), made.precision(), made.nulls()));
        }
        add("select(" + exprs + ")", stream -> stream.select(exprs.toArray(Expr[]::new)));
        sql = "SELECT batch, %s FROM (%s)".formatted(String.join(", ", selected), sql);
        columns = List.copyOf(chosen);
    }

    /// Some columns, `moment` more often than not, and all that only the answer reads.
    private List<Typed> keep() {
        List<Typed> kept = new ArrayList<>();
        for (Typed column : columns) {
            boolean isSummable = column.precision() == Precision.SUMMABLE; // few are, and some aggregates take no others
            boolean isKept = column.sql().equals("moment")
                    ? hasTime && random.nextInt(4) > 0
                    : random.nextInt(isSummable ? 2 : 3) == 0;
            if (isKept || column.precision() == Precision.CLOSE) {
                kept.add(column);
            }
        }
        hasTime = kept.stream().anyMatch(column -> column.sql().equals("moment"));
        return kept;
    }

    private void explodeText() {
        List<Typed> texts = columns.stream().filter(column -> column.type().equals(Type.UTF8)).toList();
        if (texts.isEmpty()) {
            where();
            return;
        }
        Typed text = texts.get(random.nextInt(texts.size()));
        String separator = SEPARATORS.get(random.nextInt(SEPARATORS.size()));
        List<Typed> kept = keep();
        String name = newName();
        List<Expr> exprs = new ArrayList<>(kept.stream().map(Typed::expr).toList());
        exprs.add(explode(split(text.expr(), separator)).as(name));
        add("select(" + exprs + ")", stream -> stream.select(exprs.toArray(Expr[]::new)));
        List<String> selected = new ArrayList<>(kept.stream().map(Typed::sql).toList());
        selected.add("unnest(string_split(%s, %s)) AS %s".formatted(text.sql(), Sql.text(separator), name));
        sql = "SELECT batch, %s FROM (%s)".formatted(String.join(", ", selected), sql);
        Typed piece = new Typed(col(name), name, Type.UTF8, Precision.EQUAL, text.nulls());
        expressions().tried("explode", Type.UTF8, piece);
        kept.add(piece);
        columns = List.copyOf(kept);
    }

    private void aggregate() {
        RandomAggregate aggregate = new RandomAggregate(random, readable(), expressions(), this::newName);
        aggregate.choose();
        int kind = random.nextInt(4);
        if (hasTime && kind == 0) {
            ofEventTime(aggregate);
        } else if (isBatched && kind == 1) {
            ofBatch(aggregate);
        } else {
            add("global " + aggregate, stream -> aggregate.of(aggregate.group(stream).global()));
            sql = aggregate.sql("0 AS batch", sql, "");
            isBatched = false;
        }
        hasTime = false;
        columns = aggregate.results();
    }

    private void ofBatch(RandomAggregate aggregate) {
        add("batch " + aggregate, stream -> aggregate.of(aggregate.group(stream)));
        if (aggregate.hasKeys()) {
            sql = aggregate.sql("batch", sql, "batch");
        } else { // an empty batch has a row too
            sql = aggregate.sql("number AS batch",
                    "SELECT * FROM range(%d) numbers(number) LEFT JOIN (%s) ON number = batch".formatted(batches, sql),
                    "number");
        }
    }

    private void ofEventTime(RandomAggregate aggregate) {
        long slide = random.nextLong(1, 10) * 1_000;
        long length = slide * random.nextInt(1, 4);
        Duration delay = Duration.ofMillis(random.nextInt(3_000));
        add("withEventTime(%s).window(%d, %d) %s".formatted(delay, length, slide, aggregate),
                stream -> aggregate.of(aggregate.group(stream.withEventTime("moment", delay))
                        .window(Duration.ofMillis(length), Duration.ofMillis(slide))));
        String windows = "SELECT *, epoch_ms(moment) - ((epoch_ms(moment) %% %2$d) + %2$d) %% %2$d - unnest(range(%1$d)) * %2$d AS windowBegin FROM (%3$s)"
                .formatted(length / slide, slide, sql);
        sql = aggregate.sql("0 AS batch", windows, "windowBegin");
        isBatched = false;
    }

    private void add(String step, UnaryOperator<DStream<Row>> of) {
        description.append("\n  .").append(step);
        steps.add(of);
    }

    DStream<Row> of(DStream<Row> stream) {
        DStream<Row> built = stream;
        for (UnaryOperator<DStream<Row>> step : steps) {
            built = step.apply(built);
        }
        return built;
    }

    /// The columns of the answer, as [Sql#plain] has them.
    String sql() {
        return "SELECT %s FROM (%s)".formatted(String.join(", ",
                columns.stream().map(column -> Sql.answer(column.sql(), column.type())).toList()), sql);
    }

    Set<Tried> tried() {
        return tried;
    }

    int depth() {
        return steps.size();
    }

    @Override
    public String toString() {
        return description + "\n" + sql();
    }
}
