// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

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

class FlattenedRowsTest {
    private static final Encoding<String> TEXT = Encodings.of(String.class);

    private static Operator flatMap(Function1<String, Iterable<String>> function) {
        return TestFunctions.operator(TEXT.codec(), TEXT, TestFunctions.flattening(TEXT, function));
    }

    private static List<String> halves(String text) {
        return text.length() % 3 == 0
                ? List.of()
                : List.of(text.substring(0, text.length() / 2), text.substring(text.length() / 2));
    }

    @Test
    void givesAllValuesOfEveryRow() {
        OperatorHarness
                .verify(OperatorCase.of("halves", TestCodecs.text().schema(), TestCodecs.text().schema(),
                        () -> flatMap(FlattenedRowsTest::halves),
                        () -> (RowReference) (row, output) -> halves(row.textAt(0))
                                .forEach(half -> output.accept(TestRow.of(half)))));
    }

    @Test
    void fitsAnyFanOutIntoOneChunkOfMemory() {
        List<List<TestRow>> chunks = UserCodeCase.feed(flatMap(text -> Collections.nCopies(1000, text)), 64, "a", "b",
                "c");
        assertThat(chunks).hasSize((3000 + 15) / 16);
        assertThat(chunks.stream().flatMap(List::stream))
                .containsExactlyElementsOf(Stream.of("a", "b", "c")
                        .flatMap(text -> Collections.nCopies(1000, TestRow.of(text)).stream())
                        .toList());
    }

    @Test
    void namesTheOperatorAndItsLineWhenTheFunctionFails() {
        UserCodeCase.assertBlamed(() -> UserCodeCase.feed(flatMap(text -> List.of(text.substring(9))), 64, "abc"),
                "StringIndexOutOfBounds");
    }

    @Test
    void namesTheOperatorAndItsLineWhenTheIteratorFails() {
        UserCodeCase.assertBlamed(
                () -> UserCodeCase.feed(
                        flatMap(text -> () -> Stream.of(text).map(each -> each.substring(9)).iterator()),
                        64, "abc"),
                "StringIndexOutOfBounds");
    }
}
