// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.columns.ProjectOperator;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.Expr;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RandomRows;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

import static io.tidemill.Functions.array;
import static io.tidemill.Functions.arrayContains;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.elementAt;
import static io.tidemill.Functions.lit;
import static io.tidemill.Functions.size;
import static io.tidemill.Functions.split;
import static io.tidemill.Functions.when;
import static io.tidemill.Functions.words;

/// Functions of lists in awkward chunks, against Java's lists.
class ListFunctionsTest {

    static Stream<Type> elements() {
        return Stream.of(Type.BOOL, Type.INT8, Type.INT16, Type.INT32, Type.INT64, Type.FLOAT32, Type.FLOAT64,
                Type.UTF8, Type.BINARY, Type.decimal(9, 2), Type.decimal(30, 4));
    }

    private static Schema schema(Type element) {
        return Schema.of(Field.nullable("list", Type.listOf(element)), Field.nullable("value", element),
                Field.of("other", element), Field.nullable("text", Type.UTF8), Field.of("whole", Type.listOf(element)));
    }

    private static void verify(Schema schema, Expr expr, Function<TestRow, @Nullable Object> reference) {
        Bound bound = new Binder(schema, "test", new Site("test", "test")).bind(expr);
        Schema output = Schema.of(new Field("result", bound.type(), bound.nullable()));
        RowReference rows = (row, to) -> to.accept(TestRow.of(reference.apply(row)));
        OperatorHarness.verify(OperatorCase
                .of(expr.toString(), schema, output, () -> new ProjectOperator(schema, output, List.of(bound)),
                        () -> rows)
                .rows(RandomRows.of(schema).withOddFloats()));
    }

    private static @Nullable List<?> list(TestRow row) {
        return (List<?>) row.get(0);
    }

    @ParameterizedTest
    @MethodSource("elements")
    void knowsHowLongListsAre(Type element) {
        verify(schema(element), size(col("list")), row -> row.isNull(0) ? null : ((List<?>) row.notNull(0)).size());
    }

    @ParameterizedTest
    @MethodSource("elements")
    void takesElementsFromTheFrontAndTheBack(Type element) {
        for (int number : new int[]{1, 3, 200, -1, -2, -200}) {
            verify(schema(element), elementAt(col("list"), number), row -> element(list(row), number));
        }
        verify(schema(element), col("list").getItem(1), row -> element(list(row), 2));
    }

    private static @Nullable Object element(@Nullable List<?> list, int number) {
        if (list == null || Math.abs(number) > list.size()) {
            return null;
        }
        return list.get(number > 0 ? number - 1 : list.size() + number);
    }

    @ParameterizedTest
    @MethodSource("elements")
    void findsValuesInLists(Type element) {
        verify(schema(element), arrayContains(col("list"), col("value")),
                row -> (row.isNull(0) || row.isNull(1)) ? null : contains(list(row), row.notNull(1)));
        verify(schema(element), arrayContains(col("whole"), col("other")),
                row -> contains((List<?>) row.notNull(4), row.notNull(2)));
    }

    private static @Nullable Boolean contains(@Nullable List<?> list, Object value) {
        boolean found = Objects.requireNonNull(list).stream().anyMatch(each -> each != null && equal(each, value));
        return (found || !list.contains(null)) ? Boolean.valueOf(found) : null;
    }

    private static boolean equal(Object left, Object right) {
        return switch (left) {
            case Double real -> (real + 0.0 == (Double) right + 0.0) || left.equals(right);
            case Float real -> (real + 0.0f == (Float) right + 0.0f) || left.equals(right);
            default -> left.equals(right);
        };
    }

    @ParameterizedTest
    @MethodSource("elements")
    void makesListsOfColumns(Type element) {
        verify(schema(element), array(col("value"), col("other"), col("value")),
                row -> Arrays.asList(row.get(1), row.get(2), row.get(1)));
        verify(schema(element), array(col("other")), row -> List.of(row.notNull(2)));
    }

    @Test
    void cutsTextIntoLists() {
        verify(schema(Type.UTF8), split(col("text"), "e"),
                row -> row.isNull(3) ? null : List.of(row.textAt(3).split(Pattern.quote("e"), -1)));
        verify(schema(Type.UTF8), words(col("text")),
                row -> row.isNull(3)
                        ? null
                        : Stream.of(row.textAt(3).split("[ \\t-\\r]+")).filter(word -> !word.isEmpty()).toList());
        verify(schema(Type.UTF8), size(split(col("text"), "a")),
                row -> row.isNull(3) ? null : row.textAt(3).split("a", -1).length);
    }

    @Test
    void choosesAmongLists() {
        verify(schema(Type.UTF8), when(size(col("whole")).gt(2), col("list")).otherwise(col("whole")),
                row -> ((List<?>) row.notNull(4)).size() > 2 ? row.get(0) : row.get(4));
        verify(schema(Type.INT64), elementAt(array(lit(7), col("value")), 2), row -> row.get(1));
    }
}
