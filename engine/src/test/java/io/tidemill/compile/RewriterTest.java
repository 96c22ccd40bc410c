// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.tidemill.Function1;
import io.tidemill.Pair;
import io.tidemill.UserCodeException;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.Encodings;
import io.tidemill.codec.PairEncoding;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.Emit;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.ArithmeticOperator;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.ComparisonOperator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RewriterTest {
    private static final Encoding<String> TEXT = Encodings.of(String.class);
    private static final Encoding<Integer> NUMBER = Encodings.of(Integer.class);
    private static final Schema TWO = Schema.of(Field.of("a", Type.INT32), Field.of("b", Type.INT32));
    private static final Bound A = new Bound.Column(0, "a", Type.INT32, false);
    private static final Bound B = new Bound.Column(1, "b", Type.INT32, false);

    private final Plan lines = new Plan.Scan(0, "lines", TEXT.schema(), site("input", 1));
    private final Plan table = new Plan.Scan(0, "table", TWO, site("input", 1));

    @Test
    void filtersBeforeColumnsAreComputed() {
        Bound product = new Bound.Arithmetic(ArithmeticOperator.TIMES, A, B, Type.INT32, false);
        Plan select = new Plan.Project(table, List.of(product, A),
                Schema.of(Field.of("c", Type.INT32), Field.of("d", Type.INT32)), site("select", 2));
        Bound d = new Bound.Column(1, "d", Type.INT32, false);
        Plan filter = new Plan.Filter(select, compare(d), select.schema(), site("where", 3));
        Plan expected = new Plan.Project(new Plan.Filter(table, compare(A), TWO, site("where", 3)), List.of(product, A),
                select.schema(), site("select", 2));
        assertThat(rewrite(filter)).isEqualTo(expected);
    }

    @Test
    void doesNotFilterBeforeTheColumnThatTheConditionNeeds() {
        Bound product = new Bound.Arithmetic(ArithmeticOperator.TIMES, A, B, Type.INT32, false);
        Plan select = new Plan.Project(table, List.of(product), Schema.of(Field.of("c", Type.INT32)),
                site("select", 2));
        Plan filter = new Plan.Filter(select, compare(new Bound.Column(0, "c", Type.INT32, false)), select.schema(),
                site("where", 3));
        assertThat(rewrite(filter)).isSameAs(filter);
    }

    @Test
    void fusesRowLambdasThatStandOnEachOther() throws Exception {
        Plan words = new Plan.FlatMapRows<>(lines, TEXT, TEXT, line -> List.of(line.split(" ")), site("flatMap", 2));
        Plan kept = new Plan.FilterRows<>(words, TEXT, word -> !word.isEmpty(), site("filter", 3));
        Plan letters = new Plan.FlatMapRows<>(kept, TEXT, TEXT,
                word -> List.of(word, word.toUpperCase(java.util.Locale.ROOT)), site("flatMap", 4));
        PairEncoding<String, Integer> pairs = new PairEncoding<>(TEXT, NUMBER);
        Plan lengths = new Plan.MapRows<>(letters, TEXT, pairs, word -> Pair.of(word, word.length()),
                site("mapToPair", 5));
        Plan.FlatMapRows<?, ?> fused = (Plan.FlatMapRows<?, ?>) rewrite(lengths);
        assertThat(fused.input()).isSameAs(lines);
        assertThat(fused.to()).isEqualTo(pairs);
        assertThat(fused.site().operation()).isEqualTo("flatMap+filter+flatMap+mapToPair");
        assertThat(apply(fused, "of  tide")).containsExactly(Pair.of("of", 2), Pair.of("OF", 2), Pair.of("tide", 4),
                Pair.of("TIDE", 4));
        assertThat(apply(fused, "")).isEmpty();
    }

    @Test
    void aFusedFunctionThatFailsIsNamedWithItsOwnLine() {
        Plan lengths = new Plan.MapRows<>(lines, TEXT, NUMBER, String::length, site("map", 7));
        Plan inverse = new Plan.MapRows<>(lengths, NUMBER, NUMBER, length -> 1 / length, site("map", 8));
        Plan.MapRows<?, ?> fused = (Plan.MapRows<?, ?>) rewrite(inverse);
        assertThatThrownBy(() -> apply(fused.function(), "")).isInstanceOf(UserCodeException.class)
                .hasMessageContainingAll("lines/map", "A.java:8", "ArithmeticException");
    }

    @Test
    @SuppressWarnings("NullAway") // the point of the test
    void aFusedFunctionMustNotAnswerNull() {
        Plan nothing = new Plan.MapRows<>(lines, TEXT, TEXT, line -> null, site("map", 7));
        Plan lengths = new Plan.MapRows<>(nothing, TEXT, NUMBER, String::length, site("map", 8));
        assertThatThrownBy(() -> apply(((Plan.MapRows<?, ?>) rewrite(lengths)).function(), "x"))
                .isInstanceOf(UserCodeException.class)
                .hasMessageContainingAll("A.java:7", "answered null");
    }

    @Test
    void doesNotFuseWhereColumnsWouldChangeTheValues() {
        Encoding<Instant> moments = Encodings.of(Instant.class);
        Plan parsed = new Plan.MapRows<>(lines, TEXT, moments, Instant::parse, site("map", 2));
        Plan printed = new Plan.MapRows<>(parsed, moments, TEXT, Instant::toString, site("map", 3));
        assertThat(rewrite(printed)).isSameAs(printed);
    }

    @Test
    void worksAcrossNothingThatSeveralStreamsStandOn() {
        Plan words = new Plan.FlatMapRows<>(lines, TEXT, TEXT, line -> List.of(line.split(" ")), site("flatMap", 2));
        Plan left = new Plan.MapRows<>(words, TEXT, NUMBER, String::length, site("map", 3));
        Plan right = new Plan.MapRows<>(words, TEXT, NUMBER, String::hashCode, site("map", 4));
        Plan union = new Plan.Union(List.of(left, right), NUMBER.schema(), site("union", 5));
        assertThat(rewrite(union)).isSameAs(union);
    }

    @Test
    void aNamedStreamStaysAStageOfItsOwn() {
        Plan words = new Plan.Named(
                new Plan.FlatMapRows<>(lines, TEXT, TEXT, line -> List.of(line.split(" ")), site("flatMap", 2)),
                "words");
        Plan lengths = new Plan.MapRows<>(words, TEXT, NUMBER, String::length, site("map", 3));
        assertThat(rewrite(lengths)).isSameAs(lengths);
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

    @SuppressWarnings("unchecked")
    private static Object apply(Function1<?, ?> function, String value) throws Exception {
        return ((Function1<String, ?>) function).apply(value);
    }

    private static List<Object> apply(Plan.FlatMapRows<?, ?> plan, String value) throws Exception {
        List<Object> all = new ArrayList<>();
        for (Object one : (Iterable<?>) apply(plan.function(), value)) {
            all.add(one);
        }
        return all;
    }
}
