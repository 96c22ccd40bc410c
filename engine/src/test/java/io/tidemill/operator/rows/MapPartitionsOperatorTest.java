// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;

import io.tidemill.Function1;
import io.tidemill.operator.Operator;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

import static org.assertj.core.api.Assertions.assertThat;

class MapPartitionsOperatorTest {

    private static Operator mapping(Function1<Iterator<String>, Iterator<String>> function) {
        return new MapPartitionsOperator<>(TestCodecs.text(), TestCodecs.text(), function, UserCodeCase.SITE);
    }

    private static Stream<String> stream(Iterator<String> values) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(values, 0), false);
    }

    @Test
    void pullsRowsThroughTheFunctionsIterator() {
        OperatorHarness.verify(OperatorCase.of("twice", TestCodecs.text().schema(),
                TestCodecs.text().schema(),
                () -> mapping(values -> stream(values).flatMap(value -> Stream.of(value, value + "?")).iterator()),
                () -> (RowReference) (row, output) -> {
                    output.accept(row);
                    output.accept(TestRow.of(row.textAt(0) + "?"));
                }));
    }

    @Test
    void callsTheFunctionOncePerChunk() {
        List<List<TestRow>> chunks = UserCodeCase
                .feed(mapping(values -> List.of(Long.toString(stream(values).count())).iterator()), 64, "a", "b", "c");
        assertThat(chunks).containsExactly(List.of(TestRow.of("3")));
    }

    @Test
    void leavesTheRestOfARowThatTheFunctionDidNotPull() {
        List<List<TestRow>> chunks = UserCodeCase.feed(mapping(values -> List.of(values.next()).iterator()), 64, "a",
                "b",
                "c");
        assertThat(chunks).containsExactly(List.of(TestRow.of("a")));
    }

    @Test
    void namesTheOperatorAndItsLineWhenTheFunctionFails() {
        UserCodeCase.assertBlamed(
                () -> UserCodeCase.feed(mapping(values -> stream(values).map(value -> value.substring(9)).iterator()),
                        64,
                        "abc"),
                "StringIndexOutOfBounds");
    }
}
