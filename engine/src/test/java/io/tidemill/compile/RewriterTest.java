// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tidemill.Pair;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.Encodings;
import io.tidemill.codec.PairEncoding;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Emit;
import io.tidemill.plan.JoinColumn;
import io.tidemill.plan.JoinColumn.From;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.JoinType;
import io.tidemill.plan.Plan;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.Site;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.ArithmeticOperator;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.plan.expr.ComparisonOperator;
import io.tidemill.plan.expr.Splitter;

import static org.assertj.core.api.Assertions.assertThat;

class RewriterTest {
    private static final Encoding<String> TEXT = Encodings.of(String.class);
    private static final Encoding<Integer> NUMBER = Encodings.of(Integer.class);
    private static final Schema TWO = Schema.of(Field.of("a", Type.INT32), Field.of("b", Type.INT32));
    private static final Bound A = new Bound.Column(0, "a", Type.INT32, false);
    private static final Bound B = new Bound.Column(1, "b", Type.INT32, false);
    private static final Bound LINE = new Bound.Column(0, "value", Type.UTF8, false);
    private static final BoundAggregate COUNT = new BoundAggregate(AggregateFunction.COUNT, Optional.empty(),
            Type.INT64,
            false);

    private final Plan lines = new Plan.Scan(0, "lines", TEXT.schema(), site("input", 1));
    private final Plan table = new Plan.Scan(0, "table", TWO, site("input", 1));

    @Test
    void filtersBeforeColumnsAreComputed() {
        Bound product = new Bound.Arithmetic(ArithmeticOperator.TIMES, A, B, Type.INT32);
        Plan select = new ColumnPlan.Project(table, List.of(product, A),
                Schema.of(Field.of("c", Type.INT32), Field.of("d", Type.INT32)), site("select", 2));
        Bound d = new Bound.Column(1, "d", Type.INT32, false);
        Plan filter = new ColumnPlan.Filter(select, compare(d), select.schema(), site("where", 3));
        Plan expected = new ColumnPlan.Project(new ColumnPlan.Filter(table, compare(A), TWO, site("where", 3)),
                List.of(product, A),
                select.schema(), site("select", 2));
        assertThat(rewrite(filter)).isEqualTo(expected);
    }

    @Test
    void doesNotFilterBeforeTheColumnThatTheConditionNeeds() {
        Bound product = new Bound.Arithmetic(ArithmeticOperator.TIMES, A, B, Type.INT32);
        Plan select = new ColumnPlan.Project(table, List.of(product), Schema.of(Field.of("c", Type.INT32)),
                site("select", 2));
        Plan filter = new ColumnPlan.Filter(select, compare(new Bound.Column(0, "c", Type.INT32, false)),
                select.schema(),
                site("where", 3));
        assertThat(rewrite(filter)).isSameAs(filter);
    }

    @Test
    void filtersBeforeGroupsAreMadeAndRowsMultiplied() {
        Plan groups = new ColumnPlan.Aggregate(table, List.of(A), List.of(COUNT), new Window.Batch(),
                Schema.of(Field.of("a", Type.INT32), Field.of("count", Type.INT64)), site("count", 2));
        Bound count = new Bound.Column(1, "count", Type.INT64, false);
        Plan filter = new ColumnPlan.Filter(groups, new Bound.And(compare(A), many(count)), groups.schema(),
                site("where", 3));
        Plan expected = new ColumnPlan.Filter(groups.withChildren(
                List.of(new ColumnPlan.Filter(table, compare(A), TWO, site("where", 3)))), many(count),
                groups.schema(), site("where", 3));
        assertThat(rewrite(filter)).isEqualTo(expected);
        Plan pieces = new ColumnPlan.Explode(lines, List.of(LINE), 1, LINE, new Splitter.Words(),
                Schema.of(Field.of("line", Type.UTF8), Field.of("word", Type.UTF8)), site("explode", 2));
        Bound isThere = new Bound.Not(new Bound.IsNull(LINE));
        assertThat(rewrite(new ColumnPlan.Filter(pieces, isThere, pieces.schema(), site("where", 3)))).isEqualTo(
                pieces.withChildren(List.of(new ColumnPlan.Filter(lines, isThere, lines.schema(), site("where", 3)))));
    }

    @Test
    void aConditionThatReadsNothingStaysAboveTheGroupOfNoRows() {
        Plan all = new ColumnPlan.Aggregate(table, List.of(), List.of(COUNT), new Window.Batch(),
                Schema.of(Field.of("count", Type.INT64)), site("count", 2));
        Plan filter = new ColumnPlan.Filter(all, new Bound.Constant(false, Type.BOOL), all.schema(), site("where", 3));
        assertThat(rewrite(filter)).isSameAs(filter);
    }

    @Test
    void aPartThatMayFailStaysBehindWhatGuardsIt() {
        Bound product = new Bound.Arithmetic(ArithmeticOperator.TIMES, A, B, Type.INT32);
        Plan select = new ColumnPlan.Project(table, List.of(A, product),
                Schema.of(Field.of("a", Type.INT32), Field.of("c", Type.INT32)), site("select", 2));
        Bound guard = compare(new Bound.Column(1, "c", Type.INT32, false));
        Bound fails = compare(new Bound.Arithmetic(ArithmeticOperator.DIVIDE, A, A, Type.INT32));
        Plan filter = new ColumnPlan.Filter(select, new Bound.And(guard, fails), select.schema(), site("where", 3));
        assertThat(rewrite(filter)).isSameAs(filter);
    }

    @ParameterizedTest
    @CsvSource({"INNER, a > 0, '', ''", "LEFT, a > 0, '', ''", "RIGHT, '', '', a > 0", "FULL, '', '', a > 0",
            "INNER, '', b > 0, ''", "LEFT, '', '', b > 0", "RIGHT, '', b > 0, ''", "FULL, '', '', b > 0",
            "INNER, k > 0, k > 0, ''", "LEFT, k > 0, k > 0, ''", "RIGHT, k > 0, k > 0, ''", "FULL, k > 0, k > 0, ''"})
    void filtersTheSidesOfAJoinThatMayNotBeMissing(JoinType type, String left, String right, String above) {
        Plan other = new Plan.Scan(1, "other", TWO, site("input", 1));
        List<Field> fields = List.of(Field.of("k", Type.INT32), Field.of("a", Type.INT32), Field.of("b", Type.INT32));
        Plan join = new JoinPlan.Join(table, other, type, List.of(A), List.of(A), Optional.empty(),
                List.of(new JoinColumn(From.KEY, 0), new JoinColumn(From.LEFT, 1), new JoinColumn(From.RIGHT, 1)),
                new Schema(fields), site("join", 2));
        String asked = Stream.of(left, right, above).filter(part -> !part.isEmpty()).findFirst().orElseThrow();
        int column = List.of("k", "a", "b").indexOf(asked.substring(0, 1));
        Plan filter = new ColumnPlan.Filter(join,
                compare(new Bound.Column(column, asked.substring(0, 1), Type.INT32, false)), join.schema(),
                site("where", 3));
        Plan better = rewrite(filter);
        assertThat(better instanceof ColumnPlan.Filter).isEqualTo(!above.isEmpty());
        Plan sides = above.isEmpty() ? better : better.children().getFirst();
        assertThat(sides.children()).extracting(side -> side instanceof ColumnPlan.Filter)
                .containsExactly(!left.isEmpty(), !right.isEmpty());
    }

    @Test
    void filtersAJoinByAColumnThatOnlyTheWiderSideHas() {
        Schema three = new Schema(List.of(Field.of("k", Type.INT32), Field.of("b", Type.INT32),
                Field.of("c", Type.INT32)));
        Plan wide = new Plan.Scan(1, "wide", three, site("input", 1));
        Plan join = new JoinPlan.Join(table, wide, JoinType.INNER, List.of(A), List.of(A), Optional.empty(),
                List.of(new JoinColumn(From.LEFT, 0), new JoinColumn(From.RIGHT, 2)),
                new Schema(List.of(Field.of("a", Type.INT32), Field.of("c", Type.INT32))), site("join", 2));
        Plan better = rewrite(new ColumnPlan.Filter(join, compare(new Bound.Column(1, "c", Type.INT32, false)),
                join.schema(), site("where", 3)));
        assertThat(better.children()).containsExactly(table, new ColumnPlan.Filter(wide,
                compare(new Bound.Column(2, "c", Type.INT32, false)), three, site("where", 3)));
    }

    @Test
    void fusesRowLambdasThatStandOnEachOther() {
        Plan words = new RowPlan.FlatMapRows<>(lines, TEXT, TEXT, line -> List.of(line.split(" ")), site("flatMap", 2));
        Plan kept = new RowPlan.FilterRows<>(words, TEXT, word -> !word.isEmpty(), site("filter", 3));
        Plan letters = new RowPlan.FlatMapRows<>(kept, TEXT, TEXT, word -> List.of(word, word), site("flatMap", 4));
        PairEncoding<String, Integer> pairs = new PairEncoding<>(TEXT, NUMBER);
        Plan lengths = new RowPlan.MapRows<>(letters, TEXT, pairs, word -> Pair.of(word, word.length()),
                site("mapToPair", 5));
        RowPlan.FusedRows<?, ?> fused = (RowPlan.FusedRows<?, ?>) rewrite(lengths);
        assertThat(fused.input()).isSameAs(lines);
        assertThat(fused.from()).isEqualTo(TEXT);
        assertThat(fused.to()).isEqualTo(pairs);
        assertThat(fused.site()).isEqualTo(
                new Site("flatMap+filter+flatMap+mapToPair", "A.java:2, A.java:3, A.java:4, A.java:5"));
        assertThat(fused.functions()).extracting(Plan::site)
                .containsExactly(words.site(), kept.site(), letters.site(), lengths.site());
    }

    @Test
    void aFilterJoinsOnlyFunctionsThatGiveTheirValuesOneByOne() {
        Plan lengths = new RowPlan.MapRows<>(lines, TEXT, NUMBER, String::length, site("map", 7));
        Plan kept = new RowPlan.FilterRows<>(lengths, NUMBER, length -> length > 0, site("filter", 8));
        assertThat(rewrite(kept)).isSameAs(kept);
    }

    @Test
    void eachFusedFunctionKeepsTheNameThatItWouldHaveAlone() {
        Plan words = new RowPlan.FlatMapRows<>(lines, TEXT, TEXT, line -> List.of(line.split(" ")), site("flatMap", 2));
        Plan once = new RowPlan.MapRows<>(words, TEXT, TEXT, String::trim, site("map", 3));
        Plan twice = new RowPlan.MapRows<>(once, TEXT, NUMBER, String::length, site("map", 4));
        assertThat(functions(twice)).containsExactly("lines/flatMap", "lines/map", "lines/map#2");
        assertThat(functions(twice, words)).as("not fused with what two streams stand on")
                .containsExactly("lines/flatMap", "lines/map", "lines/map#2");
        assertThat(functions(new Plan.Named(twice, "lengths")))
                .containsExactly("lines/flatMap", "lines/map", "lengths");
    }

    private List<String> functions(Plan... plans) {
        List<Emit> emits = Stream.of(plans).map(Explain::emit).toList();
        return Compiler.compile(List.of((Plan.Scan) lines), emits, () -> MemoryBudget.limited("test", 0)).functions();
    }

    @Test
    void doesNotFuseWhereColumnsWouldChangeTheValues() {
        Encoding<Instant> moments = Encodings.of(Instant.class);
        Plan parsed = new RowPlan.MapRows<>(lines, TEXT, moments, Instant::parse, site("map", 2));
        Plan printed = new RowPlan.MapRows<>(parsed, moments, TEXT, Instant::toString, site("map", 3));
        assertThat(rewrite(printed)).isSameAs(printed);
    }

    @Test
    void worksAcrossNothingThatSeveralStreamsStandOn() {
        Plan words = new RowPlan.FlatMapRows<>(lines, TEXT, TEXT, line -> List.of(line.split(" ")), site("flatMap", 2));
        Plan left = new RowPlan.MapRows<>(words, TEXT, NUMBER, String::length, site("map", 3));
        Plan right = new RowPlan.MapRows<>(words, TEXT, NUMBER, String::hashCode, site("map", 4));
        Plan union = new Plan.Union(List.of(left, right), NUMBER.schema(), site("union", 5));
        assertThat(rewrite(union)).isSameAs(union);
    }

    @Test
    void aNamedStreamStaysAStageOfItsOwn() {
        Plan words = new Plan.Named(
                new RowPlan.FlatMapRows<>(lines, TEXT, TEXT, line -> List.of(line.split(" ")), site("flatMap", 2)),
                "words");
        Plan lengths = new RowPlan.MapRows<>(words, TEXT, NUMBER, String::length, site("map", 3));
        assertThat(rewrite(lengths)).isSameAs(lengths);
    }

    private static Bound many(Bound count) {
        return new Bound.Comparison(ComparisonOperator.GT, count, new Bound.Constant(1L, Type.INT64));
    }

    private static Bound compare(Bound column) {
        return new Bound.Comparison(ComparisonOperator.GT, column, new Bound.Constant(0, Type.INT32));
    }

    private static Plan rewrite(Plan plan) {
        return Rewriter.rewrite(List.of(Explain.emit(plan))).stream().map(Emit::input).findFirst().orElseThrow();
    }

    private static Site site(String operation, int line) {
        return new Site(operation, "A.java:" + line);
    }
}
