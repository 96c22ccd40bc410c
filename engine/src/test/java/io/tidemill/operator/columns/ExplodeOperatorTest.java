// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.NaiveExpression;
import io.tidemill.plan.expr.ArithmeticOperator;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.Splitter;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RandomRows;
import io.tidemill.testkit.RowMaker;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

class ExplodeOperatorTest {
    private static final Schema SCHEMA = Schema.of(Field.nullable("line", Type.UTF8), Field.of("number", Type.INT64),
            Field.nullable("mark", Type.UTF8), Field.nullable("open", Type.BOOL), Field.nullable("thing", Type.OBJECT));
    private static final List<String> LINES = List.of("", " ", "tide", " tide  mill\t", "a b c d e f g h", "--", "a--b",
            "--a--", "señor\u000b浪 の\r\n花",
            "one two-- three --four", "x".repeat(40), "ab ".repeat(30));

    private static Bound column(int index) {
        Field field = SCHEMA.field(index);
        return new Bound.Column(index, field.name(), field.type(), field.nullable());
    }

    private static RowMaker lines() {
        RowMaker others = RandomRows.of(SCHEMA);
        return random -> {
            TestRow row = others.next(random);
            String line = LINES.get(random.nextInt(LINES.size()));
            return TestRow.make(SCHEMA.size(), index -> index == 0 && !row.isNull(0) ? line : row.get(index));
        };
    }

    private static OperatorCase exploding(Splitter splitter, int position, List<Bound> carried) {
        List<Field> fields = new ArrayList<>();
        carried.forEach(each -> fields.add(new Field("carried " + fields.size(), each.type(), each.nullable())));
        fields.add(position, Field.of("piece", Type.UTF8));
        Schema output = new Schema(fields);
        RowReference reference = (row, to) -> {
            if (!row.isNull(0)) {
                pieces(splitter, row.textAt(0)).forEach(piece -> to.accept(TestRow.make(fields.size(),
                        index -> index == position
                                ? piece
                                : NaiveExpression.evaluate(carried.get(index < position ? index : index - 1), row))));
            }
        };
        return OperatorCase
                .of("explode by " + splitter, SCHEMA, output,
                        () -> new ExplodeOperator(output, carried, position, column(0), splitter), () -> reference)
                .rows(lines());
    }

    private static Stream<String> pieces(Splitter splitter, String text) {
        return switch (splitter) {
            case Splitter.Words _ -> Stream.of(text.split("[ \\t-\\r]+")).filter(word -> !word.isEmpty());
            case Splitter.Separator(String separator) -> Stream.of(text.split(Pattern.quote(separator), -1));
            case Splitter.Elements _ -> throw new IllegalArgumentException("a text has no elements");
        };
    }

    @Test
    void splitsIntoWordsWithoutCopyingThem() {
        OperatorHarness.verify(exploding(new Splitter.Words(), 0, List.of()).columnar());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "--", "ñ"})
    void splitsAtSeparatorsAndKeepsEmptyPieces(String separator) {
        OperatorHarness.verify(exploding(new Splitter.Separator(separator), 0, List.of()).columnar());
    }

    @Test
    void repeatsOtherColumns() {
        Bound doubled = new Bound.Arithmetic(ArithmeticOperator.TIMES, column(1), new Bound.Constant(2L, Type.INT64),
                Type.INT64);
        OperatorHarness.verify(
                exploding(new Splitter.Words(), 1, List.of(column(2), doubled, column(3), column(4))).columnar());
    }

    @Test
    void makesAChunkOfPiecesACall() {
        OperatorHarness.verify(exploding(new Splitter.Words(), 0, List.of(column(1))).chunkRows(8));
    }
}
