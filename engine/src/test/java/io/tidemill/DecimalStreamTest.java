// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tidemill.testkit.CollectedStream;
import io.tidemill.testkit.StreamDriver;

import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.avg;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.max;
import static io.tidemill.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

/// Decimals from records through expressions and windows to records.
class DecimalStreamTest {

    record Payment(String account, @Decimal(precision = 18, scale = 2) BigDecimal amount, int pieces) {}

    record Total(@Nullable String account, @Decimal(precision = 28, scale = 2) @Nullable BigDecimal total,
            @Decimal(precision = 18, scale = 2) @Nullable BigDecimal most) {}

    private static Payment payment(String account, String amount) {
        return new Payment(account, new BigDecimal(amount), 2);
    }

    @Test
    void whatLeavesAWindowIsTakenOutOfItsSumToTheLastCent() {
        try (StreamDriver driver = StreamDriver.every(seconds(1))) {
            Input<Payment> input = driver.context().input("payments", Payment.class);
            CollectedStream<Total> totals = driver.collect(input.stream()
                    .groupBy("account")
                    .window(seconds(2), seconds(1))
                    .agg(sum("amount").as("total"), max("amount").as("most"))
                    .as(Total.class));
            driver.start();
            driver.push(input, payment("a", "9999999999999999.99"), payment("b", "0.10"));
            driver.advance(seconds(1));
            driver.push(input, payment("a", "0.20"), payment("a", "-0.30"));
            driver.advance(seconds(1));
            assertThat(totals.last()).containsExactlyInAnyOrder(
                    new Total("a", new BigDecimal("9999999999999999.89"), new BigDecimal("9999999999999999.99")),
                    new Total("b", new BigDecimal("0.10"), new BigDecimal("0.10")));
            driver.advance(seconds(1));
            assertThat(totals.last())
                    .containsExactly(new Total("a", new BigDecimal("-0.10"), new BigDecimal("0.20")));
        }
    }

    @Test
    void aSumHasTenDigitsMoreThanItsValues() {
        try (StreamDriver driver = StreamDriver.every(seconds(1))) {
            Input<Payment> input = driver.context().input("payments", Payment.class);
            CollectedStream<Row> totals = driver
                    .collect(input.stream().groupBy("account").agg(sum("amount"), avg("amount")));
            driver.start();
            String most = "9999999999999999.99";
            driver.push(input, payment("fits", most), payment("fits", most), payment("fits", "-" + most),
                    payment("not", most), payment("not", "0.01"));
            driver.advance(seconds(1));
            List<String> rows = totals.last().stream().map(Row::toString).sorted().toList();
            assertThat(rows).containsExactly("[fits,9999999999999999.99,3333333333333333.330000]",
                    "[not,10000000000000000.00,5000000000000000.000000]");
        }
    }

    @Test
    void pricesTimesPiecesKeepTheirCents() {
        try (StreamDriver driver = StreamDriver.every(seconds(1))) {
            Input<Payment> input = driver.context().input("payments", Payment.class);
            CollectedStream<Row> rows = driver.collect(input.stream()
                    .where(col("amount").geq(new BigDecimal("0.105")).and(col("amount").lt(10)))
                    .select(col("amount").times(col("pieces")).as("all"),
                            col("amount").dividedBy(3).as("third")));
            driver.start();
            driver.push(input, payment("a", "0.10"), payment("a", "0.11"), payment("a", "10"), payment("a", "1.25"));
            driver.advance(seconds(1));
            assertThat(rows.last().stream().map(Row::toString)).containsExactly("[0.22,0.036667]", "[2.50,0.416667]");
        }
    }
}
