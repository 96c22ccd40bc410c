// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.examples.runner.VwapRunner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class EmbeddedVwapTest {
    private static final Pattern PRICE = Pattern.compile("(ACME|BOLT|COVE|DUNE|EBBS) (\\d+\\.\\d\\d)");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void callsBackWithPricesEachSecondAndWithEachTrade() {
        assertThat(run("--seconds", "3", "--rate", "1000")).as("%s", err).isZero();

        String printed = out.toString(UTF_8);
        assertThat(printed).containsPattern("slide boundary to callback: p50 .*, max .* \\([2-9] windows\\)")
                .containsPattern("publish to callback: p50 .*, max .* \\(3,000 trades\\)");
        assertThat(PRICE.matcher(printed).results()).isNotEmpty().allSatisfy(EmbeddedVwapTest::isNearItsFirstPrice);
    }

    @Test
    void endsQuietlyWhenNobodyReadsOn() {
        int code = VwapRunner.run(EmbeddedVwap::run, new FailingStream("Broken pipe"),
                new PrintStream(err, true, UTF_8), "--seconds", "3600");

        assertThat(code).isZero();
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void refusesARateOfNothing() {
        assertThat(run("--rate", "0")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .startsWith("tidemill example vwap: --rate must be 1 to 10,000,000 trades per second, was 0");
    }

    /// A symbol's price begins at 20, 30, 40, ... and takes 600 steps of 0.05 percent at most: 35 percent.
    private static void isNearItsFirstPrice(MatchResult found) {
        double first = 20 + 10 * (found.group(1).charAt(0) - 'A');
        assertThat(Double.parseDouble(found.group(2))).as(found.group()).isBetween(first * 0.65, first * 1.45);
    }

    private int run(String... arguments) {
        return VwapRunner.run(EmbeddedVwap::run, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8),
                arguments);
    }
}
