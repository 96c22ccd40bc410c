// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine.TypeConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConvertersTest {

    @ParameterizedTest
    @CsvSource({"100ms, PT0.1S", "2s, PT2S", "10m, PT10M", "1h, PT1H", "500us, PT0.0005S"})
    void readsDurations(String text, Duration expected) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "s", "-1s", "1.5s", "2 s", "10min", "9999999999s"})
    void saysHowDurationsAreWritten(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text)).isInstanceOf(TypeConversionException.class)
                .hasMessage("`" + text + "` is no duration: write 100ms, 2s or 10m");
    }

    @Test
    void refusesADurationOfNoTime() {
        assertThatThrownBy(() -> new DurationConverter().convert("0ms")).hasMessageContaining("longer than 0");
    }

    @Test
    void refusesADurationOfMoreThanAYear() {
        assertThat(new DurationConverter().convert("8784h")).isEqualTo(Duration.ofDays(366));
        assertThatThrownBy(() -> new DurationConverter().convert("999999999h"))
                .hasMessage("`999999999h` is more than a year: write 8784h at most");
    }

    @ParameterizedTest
    @CsvSource({"1, 1000000", "0.5, 500000", "250, 250000000", "0.000001, 1"})
    void readsRatesInMegabytes(String text, long bytesPerSecond) {
        assertThat(new RateConverter().convert(text)).isEqualTo(bytesPerSecond);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "-1", "0", "0.0000001", "1e3"})
    void refusesWhatIsNoRate(String text) {
        assertThatThrownBy(() -> new RateConverter().convert(text)).isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("`" + text + "` ");
    }
}
