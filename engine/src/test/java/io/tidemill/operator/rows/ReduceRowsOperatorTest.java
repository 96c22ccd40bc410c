// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

class ReduceRowsOperatorTest {

    /// T2: one element a batch, none for an empty one.
    private static final class Longest implements RowReference {
        private Optional<String> longest = Optional.empty();

        @Override
        public void row(TestRow row, Consumer<TestRow> output) {
            String text = row.textAt(0);
            longest = Optional.of(longest.map(most -> longer(most, text)).orElse(text));
        }

        @Override
        public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
            longest.ifPresent(text -> output.accept(TestRow.of(text)));
            longest = Optional.empty();
        }
    }

    /// The same whatever the order.
    private static String longer(String left, String right) {
        int difference = left.length() - right.length();
        return (difference == 0 ? left.compareTo(right) : difference) >= 0 ? left : right;
    }

    @Test
    void reducesABatchToOneRowAndAnEmptyOneToNone() {
        OperatorHarness
                .verify(OperatorCase.of("longest", TestCodecs.text().schema(), TestCodecs.text().schema(),
                        () -> new ReduceRowsOperator<>(TestCodecs.text(),
                                ReduceRowsOperatorTest::longer, UserCodeCase.SITE),
                        Longest::new));
    }

    @Test
    void namesTheOperatorAndItsLineWhenTheFunctionFails() {
        UserCodeCase.assertBlamed(() -> UserCodeCase.feed(
                new ReduceRowsOperator<>(TestCodecs.text(), (left, right) -> left.substring(9) + right,
                        UserCodeCase.SITE),
                64, "abc", "def"),
                "StringIndexOutOfBounds");
    }
}
