// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import io.tidemill.Function1;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.Encodings;
import io.tidemill.operator.Operator;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

import static org.assertj.core.api.Assertions.assertThat;

class MappedRowsTest {
    private static final Encoding<String> TEXT = Encodings.of(String.class);
    private static final Encoding<Long> NUMBER = Encodings.of(Long.class);

    private static Operator textToText(Function1<String, String> function) {
        return TestFunctions.operator(TEXT.codec(), TEXT, TestFunctions.mapping(TEXT, function));
    }

    private static RowReference mapping(Function<TestRow, TestRow> function) {
        return (row, output) -> output.accept(function.apply(row));
    }

    @Test
    void mapsEveryRow() {
        OperatorHarness.verify(
                OperatorCase.of("text to text", TestCodecs.text().schema(), TestCodecs.text().schema(),
                        () -> textToText(text -> text + "!"), () -> mapping(row -> TestRow.of(row.textAt(0) + "!"))));
    }

    @Test
    void mapsObjectsToNumbers() {
        OperatorHarness.verify(OperatorCase.of("object to number", TestCodecs.object().schema(),
                TestCodecs.integer().schema(),
                () -> TestFunctions.operator(TestCodecs.object(), NUMBER,
                        TestFunctions.mapping(NUMBER, value -> (long) value.hashCode())),
                () -> mapping(row -> TestRow.of((long) row.notNull(0).hashCode()))));
    }

    @Test
    void startsANewChunkWhenTextDoesNotFit() {
        assertThat(UserCodeCase.feed(textToText(text -> text.repeat(5)), 12, "ab", "cd", "ef"))
                .containsExactly(List.of(TestRow.of("ababababab")), List.of(TestRow.of("cdcdcdcdcd")),
                        List.of(TestRow.of("efefefefef")));
    }

    @Test
    void callsTheFunctionOncePerRowAlsoWhenItsRowIsWrittenTwice() {
        int[] calls = {0};
        UserCodeCase.feed(textToText(text -> text + calls[0]++), 4, "abc", "def", "ghi");
        assertThat(calls[0]).isEqualTo(3);
    }

    @Test
    void namesTheOperatorAndItsLineWhenTheFunctionFails() {
        UserCodeCase.assertBlamed(() -> UserCodeCase.feed(textToText(text -> text.substring(9)), 64, "abc"),
                "StringIndexOutOfBounds");
    }

    @Test
    void refusesNull() {
        @SuppressWarnings("NullAway") // what the test is about
        Function1<String, String> forgetful = text -> null;
        UserCodeCase.assertBlamed(() -> UserCodeCase.feed(textToText(forgetful), 64, "abc"), "null");
    }

    @Test
    void refusesTextThatNoChunkHolds() {
        UserCodeCase.assertBlamed(() -> UserCodeCase.feed(textToText(text -> text.repeat(100)), 64, "abc"), "64 bytes");
    }
}
