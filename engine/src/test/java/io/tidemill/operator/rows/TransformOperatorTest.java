// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.tidemill.Dataset;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.Encodings;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TransformOperatorTest {
    private static final Encoding<String> TEXT = Encodings.of(String.class);
    private static final Comparator<String> LONGEST_FIRST = Comparator.comparingInt(String::length)
            .reversed()
            .thenComparing(String::toString);

    /// Each batch sorted, then its number of rows.
    private static final class Sorted implements RowReference {
        private final List<String> batch = new ArrayList<>();

        @Override
        public void row(TestRow row, Consumer<TestRow> output) {
            batch.add(row.textAt(0));
        }

        @Override
        public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
            batch.stream().sorted(LONGEST_FIRST).forEach(text -> output.accept(TestRow.of(text)));
            output.accept(TestRow.of(batch.size() + " at " + batchTimeMicros));
            batch.clear();
        }
    }

    @Test
    void givesWhatTheFunctionMakesOfEachBatch() {
        OperatorHarness.verify(OperatorCase.of("sorted", TEXT.schema(), TEXT.schema(),
                () -> new TransformOperator<>(TEXT, TEXT.codec(), (batch, time) -> {
                    List<String> all = batch.sorted(LONGEST_FIRST).collect();
                    all.add(batch.count() + " at " + time.micros());
                    return Dataset.of(all);
                }, UserCodeCase.SITE), Sorted::new));
    }

    @Test
    void endsTheLoanWhenTheFunctionHasReturned() {
        List<Dataset<String>> kept = new ArrayList<>();
        UserCodeCase.feed(new TransformOperator<>(TEXT, TEXT.codec(), (batch, time) -> {
            kept.add(batch);
            return Dataset.of(List.of());
        }, UserCodeCase.SITE), 64, "a");
        assertThatThrownBy(() -> kept.getFirst().collect()).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("collect() what is to be kept");
    }

    @Test
    void namesTheOperatorAndItsLineWhenTheFunctionFails() {
        UserCodeCase.assertBlamed(() -> UserCodeCase.feed(new TransformOperator<>(TEXT, TEXT.codec(), (batch, time) -> {
            throw new java.io.IOException("no disk");
        }, UserCodeCase.SITE), 64, "a"), "no disk");
    }
}
