// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import org.junit.jupiter.api.Test;

import io.tidemill.testkit.CollectedStream;
import io.tidemill.testkit.StreamDriver;

import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.coalesce;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What becomes of values that expressions cannot compute.
class ValueFailureTest {

    private static StreamDriver driver(ValueFailure choice) {
        return StreamDriver.of(StreamingContext.builder("test").onValueFailure(choice), Batching.every(seconds(1)));
    }

    @Test
    void theyAreNullUnlessOneAsksForMore() {
        try (StreamDriver driver = driver(ValueFailure.NULL)) {
            Input<Integer> numbers = driver.context().input("numbers", Integer.class);
            CollectedStream<Integer> sums = driver
                    .collect(numbers.stream().select(coalesce(col("value").plus(1), -1)).as(Integer.class));
            driver.start();
            driver.push(numbers, 1, Integer.MAX_VALUE, 2);
            driver.advance(seconds(1));
            assertThat(sums.rows()).containsExactly(2, -1, 3);
        }
    }

    @Test
    void theFirstStopsTheContextThatAsksForIt() {
        StreamDriver driver = driver(ValueFailure.STOP);
        Input<Integer> numbers = driver.context().input("numbers", Integer.class);
        driver.collect(numbers.stream().where(col("value").ne(7)).select(col("value").plus(1).as("sum")).named("sums"));
        driver.start();
        driver.push(numbers, 1, 7, Integer.MAX_VALUE);
        assertThatThrownBy(() -> {
            try (driver) {
                driver.advance(seconds(1));
            }
        }).isInstanceOf(UserCodeException.class)
                .hasMessageContaining("(value + 1) has no value in row 2 of a chunk at `sums`");
    }

    @Test
    void aBranchThatIsNotTakenStopsNothing() {
        try (StreamDriver driver = driver(ValueFailure.STOP)) {
            Input<Integer> numbers = driver.context().input("numbers", Integer.class);
            CollectedStream<Row> sums = driver.collect(numbers.stream()
                    .select(when(col("value").lt(100), col("value").plus(1)).otherwise(col("value")).as("sum")));
            driver.start();
            driver.push(numbers, 1, Integer.MAX_VALUE);
            driver.advance(seconds(1));
            assertThat(sums.batches()).hasSize(1);
        }
    }
}
