// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tidemill.Functions;
import io.tidemill.PlanException;
import io.tidemill.compile.ConstantFolding;
import io.tidemill.memory.Bytes;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.columns.ProjectOperator;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.Expr;
import io.tidemill.plan.expr.TextFunction;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RandomRows;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

import static io.tidemill.Functions.arrayJoin;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.concatWs;
import static io.tidemill.Functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Functions of text that are Spark's, against lists of characters and against Spark's own examples.
class TextFunctionsTest {
    private static final Expr X = col("x");
    private static final List<String> TEXTS = List.of("", "a", "tide mill", "  two  spaces", "ÉTÉ à la mer", "水車小屋",
            "😀x😀", "ǆ ŉ ß İstanbul", "ffFF09", "0g", "\tTab", "tide\0mill", "aAbB".repeat(40));
    private static final Schema TWO_TEXTS = Schema.of(Field.nullable("a", Type.UTF8), Field.of("b", Type.UTF8),
            Field.nullable("list", Type.listOf(Type.UTF8)));

    private static void verify(Expr call) {
        TextFunction function = (TextFunction) ((Expr.Call) call).function();
        FunctionCheck.<String>verify(call, Type.UTF8, TEXTS, text -> NaiveTextFunctions.call(function, text));
    }

    private static @Nullable Object constant(Expr expr) {
        Bound bound = ConstantFolding.fold(new Binder(Schema.of(), "nothing", new Site("select", "here")).bind(expr));
        return bound instanceof Bound.Null ? null : ((Bound.Constant) bound).value();
    }

    @Test
    void padsAndCuts() {
        for (int length : List.of(-1, 0, 1, 4, 11, 70)) {
            for (String pad : List.of("*", "", "ab", "水é😀")) {
                verify(Functions.lpad(X, length, pad));
                verify(Functions.rpad(X, length, pad));
            }
        }
        assertThat(constant(Functions.lpad(lit("hi"), 5, "??"))).isEqualTo("???hi");
        assertThat(constant(Functions.lpad(lit("hi"), 1, "??"))).isEqualTo("h");
        assertThat(constant(Functions.rpad(lit("hi"), 5, "xy"))).isEqualTo("hixyx");
    }

    @Test
    void takesCharactersFromEitherEnd() {
        for (int length : List.of(Integer.MIN_VALUE, -1, 0, 1, 3, 80, Integer.MAX_VALUE)) {
            verify(Functions.left(X, length));
            verify(Functions.right(X, length));
        }
        assertThat(constant(Functions.left(lit("Spark SQL"), 3))).isEqualTo("Spa");
        assertThat(constant(Functions.right(lit("Spark SQL"), 3))).isEqualTo("SQL");
    }

    @Test
    void rewritesCharacters() {
        verify(Functions.initcap(X));
        verify(Functions.reverse(X));
        for (int times : List.of(-1, 0, 1, 3)) {
            verify(Functions.repeat(X, times));
        }
        verify(Functions.translate(X, "aeaé😀 ", "1水3\0x"));
        verify(Functions.translate(X, "", "x"));
        assertThat(constant(Functions.initcap(lit("sPark sql")))).isEqualTo("Spark Sql");
        assertThat(constant(Functions.reverse(lit("Spark SQL")))).isEqualTo("LQS krapS");
        assertThat(constant(Functions.repeat(lit("123"), 2))).isEqualTo("123123");
        assertThat(constant(Functions.translate(lit("AaBbCc"), "abc", "123"))).isEqualTo("A1B2C3");
    }

    @Test
    void findsTextsByTheirCharacter() {
        for (String search : List.of("a", "é", "mill", "😀", "B", "aAbBaAbBa", "")) {
            verify(Functions.instr(X, search));
            for (int from : List.of(1, 3, 200)) {
                if (!search.isEmpty()) {
                    verify(Functions.locate(search, X, from));
                }
            }
        }
        verify(Functions.position("x", X));
        FunctionCheck.<String>verify(Functions.position("a", X, 0), Type.UTF8, TEXTS, _ -> 0);
        FunctionCheck.<String>verify(Functions.locate("", X, 100), Type.UTF8, TEXTS, _ -> 1);
        assertThat(constant(Functions.instr(lit("SparkSQL"), "SQL"))).isEqualTo(6);
        assertThat(constant(Functions.locate("bar", lit("foobarbar"), 5))).isEqualTo(7);
        assertThat(constant(Functions.locate("bar", lit("foobarbar"), -1))).isEqualTo(0);
    }

    @Test
    void numbersCharactersAndBack() {
        verify(Functions.ascii(X));
        FunctionCheck.<Long>verify(Functions.chr(X), Type.INT64, List.of(0L, 65L, 256L + 65, 233L, 127L, 128L, -1L,
                Long.MAX_VALUE, Long.MIN_VALUE),
                value -> NaiveTextFunctions.call(new TextFunction.OneCharacter(), value));
        FunctionCheck.<Byte>verify(Functions.chr(X), Type.INT8, List.of((byte) 65, (byte) -3),
                value -> NaiveTextFunctions.call(new TextFunction.OneCharacter(), (long) value));
        assertThat(constant(Functions.ascii(lit("222")))).isEqualTo(50);
        assertThat(constant(Functions.chr(lit(65)))).isEqualTo("A");
    }

    @Test
    void writesAndReadsHexadecimalDigits() {
        verify(Functions.hex(X));
        verify(Functions.unhex(X));
        FunctionCheck.<Long>verify(Functions.hex(X), Type.INT64, List.of(0L, 17L, -1L, 255L, Long.MIN_VALUE),
                value -> NaiveTextFunctions.call(new TextFunction.Hex(), value));
        FunctionCheck.<Bytes>verify(Functions.hex(X), Type.BINARY, List.of(Bytes.of(new byte[]{-1, 0, 9})),
                value -> NaiveTextFunctions.call(new TextFunction.Hex(), value));
        assertThat(constant(Functions.hex(lit(17)))).isEqualTo("11");
        assertThat(constant(Functions.hex(lit(-1)))).isEqualTo("FFFFFFFFFFFFFFFF");
        assertThat(constant(Functions.hex(lit("Spark SQL")))).isEqualTo("537061726B2053514C");
        assertThat(constant(Functions.unhex(lit("abc")))).isEqualTo(Bytes.of(new byte[]{0x0a, (byte) 0xbc}));
        assertThat(constant(Functions.unhex(lit("xy")))).isNull();
    }

    private static void ofColumns(Expr expr, Function<TestRow, @Nullable Object> reference) {
        Bound bound = new Binder(TWO_TEXTS, "test", new Site("test", "test")).bind(expr);
        Schema output = Schema.of(new Field("result", bound.type(), bound.nullable()));
        RowReference rows = (row, to) -> to.accept(TestRow.of(reference.apply(row)));
        OperatorHarness.verify(OperatorCase
                .of(expr.toString(), TWO_TEXTS, output, () -> new ProjectOperator(TWO_TEXTS, output, List.of(bound)),
                        () -> rows)
                .rows(RandomRows.of(TWO_TEXTS)));
    }

    /// The texts of some columns, and of lists among them.
    private static List<@Nullable Object> texts(TestRow row, int... columns) {
        List<@Nullable Object> texts = new ArrayList<>();
        for (int column : columns) {
            if (row.get(column) instanceof List<?> list) {
                texts.addAll(list);
            } else {
                texts.add(row.get(column));
            }
        }
        return texts;
    }

    private static String joined(List<@Nullable Object> texts, String separator) {
        return texts.stream().filter(Objects::nonNull).map(String::valueOf).collect(Collectors.joining(separator));
    }

    @Test
    void joinsWhatIsThere() {
        ofColumns(concatWs("é-", col("a"), col("b"), col("a")), row -> joined(texts(row, 0, 1, 0), "é-"));
        ofColumns(concatWs("", col("a")), row -> joined(texts(row, 0), ""));
        ofColumns(concatWs(",", col("a"), col("list"), col("b")), row -> joined(texts(row, 0, 2, 1), ","));
        ofColumns(concatWs(",", col("list"), col("list")), row -> joined(texts(row, 2, 2), ","));
        assertThat(constant(concatWs(" ", lit("Spark"), lit("SQL")))).isEqualTo("Spark SQL");
    }

    @Test
    void joinsListsOfTexts() {
        ofColumns(arrayJoin(col("list"), ", "), row -> row.isNull(2) ? null : joined(texts(row, 2), ", "));
        ofColumns(arrayJoin(col("list"), "", "none"), row -> row.isNull(2)
                ? null
                : texts(row, 2).stream()
                        .map(text -> Optional.ofNullable(text).orElse("none").toString())
                        .collect(
                                Collectors.joining()));
    }

    @Test
    void refusesOtherTypesByName() {
        Schema schema = Schema.of(Field.of("n", Type.INT32), Field.of("f", Type.FLOAT64),
                Field.of("list", Type.listOf(Type.INT32)), Field.of("bytes", Type.BINARY));
        Binder binder = new Binder(schema, "rows", new Site("select", "here"));
        assertThatThrownBy(() -> binder.bind(Functions.lpad(col("n"), 1, "0"))).isInstanceOf(PlanException.class)
                .hasMessageContaining("n is int32, where text is due: lpad(n, 1, '0')");
        assertThatThrownBy(() -> binder.bind(Functions.reverse(col("bytes")))).isInstanceOf(PlanException.class)
                .hasMessageContaining("where text is due");
        assertThatThrownBy(() -> binder.bind(Functions.chr(col("f")))).isInstanceOf(PlanException.class)
                .hasMessageContaining("where an integer is due: chr(f)");
        assertThatThrownBy(() -> binder.bind(Functions.hex(col("f")))).isInstanceOf(PlanException.class)
                .hasMessageContaining("an integer, text or binary is due: hex(f)");
        assertThatThrownBy(() -> binder.bind(concatWs("-", col("n")))).isInstanceOf(PlanException.class)
                .hasMessageContaining("where text is due: concatWs('-', n)");
        assertThatThrownBy(() -> binder.bind(arrayJoin(col("list"), "-"))).isInstanceOf(PlanException.class)
                .hasMessageContaining("a list of texts is due: arrayJoin(list, '-')");
    }

    @Test
    void aPlanPrintsThemAsTheyWereWritten() {
        Binder binder = new Binder(Schema.of(Field.of("x", Type.UTF8)), "rows", new Site("select", "here"));
        assertThat(binder.bind(Functions.rpad(X, 3, "-"))).hasToString("rpad(x, 3, '-')");
        assertThat(binder.bind(Functions.right(X, 3))).hasToString("right(x, 3)");
        assertThat(binder.bind(Functions.locate("a", X, 2))).hasToString("locate('a', x, 2)");
        assertThat(binder.bind(Functions.position("a", X))).hasToString("position('a', x)");
        assertThat(binder.bind(Functions.instr(X, "a"))).hasToString("instr(x, 'a')");
        assertThat(binder.bind(concatWs("-", X, X))).hasToString("arrayJoin(array(x, x), '-')");
    }
}
