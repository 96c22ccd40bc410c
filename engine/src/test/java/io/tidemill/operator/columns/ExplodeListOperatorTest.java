// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Bound;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

class ExplodeListOperatorTest {

    static Stream<Type> elements() {
        return Stream.of(Type.BOOL, Type.INT8, Type.INT16, Type.INT32, Type.INT64, Type.FLOAT32, Type.FLOAT64,
                Type.UTF8, Type.BINARY, Type.decimal(9, 2), Type.decimal(30, 4));
    }

    private static OperatorCase exploding(Type element, int position, boolean keepsEmpty, List<Integer> carried) {
        Schema schema = Schema.of(Field.nullable("list", Type.listOf(element)), Field.of("number", Type.INT64),
                Field.nullable("mark", Type.UTF8), Field.nullable("other", Type.listOf(Type.UTF8)));
        List<Bound> bound = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (int index : carried) {
            Field field = schema.field(index);
            bound.add(new Bound.Column(index, field.name(), field.type(), field.nullable()));
            fields.add(field);
        }
        fields.add(position, Field.nullable("element", element));
        Schema output = new Schema(fields);
        RowReference reference = (row, to) -> {
            for (Object value : elements(row.get(0), keepsEmpty)) {
                to.accept(TestRow.make(fields.size(),
                        index -> index == position
                                ? value
                                : row.get(carried.get(index < position ? index : index - 1))));
            }
        };
        Bound list = new Bound.Column(0, "list", Type.listOf(element), true);
        return OperatorCase.of("explode lists of " + element, schema, output,
                () -> new ExplodeListOperator(output, bound, position, list, keepsEmpty), () -> reference);
    }

    private static List<?> elements(@Nullable Object list, boolean keepsEmpty) {
        List<?> elements = list instanceof List<?> some ? some : List.of();
        return elements.isEmpty() && keepsEmpty ? Arrays.asList((Object) null) : elements;
    }

    @ParameterizedTest
    @MethodSource("elements")
    void makesARowOfEachElement(Type element) {
        OperatorHarness.verify(exploding(element, 0, false, List.of()).columnar());
    }

    @ParameterizedTest
    @MethodSource("elements")
    void keepsRowsWithoutElementsIfAsked(Type element) {
        OperatorHarness.verify(exploding(element, 0, true, List.of(1)).columnar());
    }

    @Test
    void repeatsOtherColumns() {
        OperatorHarness.verify(exploding(Type.UTF8, 1, false, List.of(2, 1, 3)).columnar());
    }

    @Test
    void makesAChunkOfElementsACall() {
        OperatorHarness.verify(exploding(Type.INT32, 0, true, List.of(1)).chunkRows(8));
    }
}
