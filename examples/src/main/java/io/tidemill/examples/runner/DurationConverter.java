// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads durations as people write them: `100ms`, `2s`, `10m`.
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(us|ms|s|m|h)");

    private static final Duration LONGEST = Duration.ofDays(366);

    @Override
    public Duration convert(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("`%s` is no duration: write 100ms, 2s or 10m".formatted(text));
        }
        long amount = Long.parseLong(parts.group(1));
        if (amount == 0) {
            throw new TypeConversionException("`%s` is no time at all: it must be longer than 0".formatted(text));
        }
        Duration duration = switch (parts.group(2)) {
            case "us" -> Duration.ofNanos(amount * 1_000);
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
        if (duration.compareTo(LONGEST) > 0) {
            throw new TypeConversionException(
                    "`%s` is more than a year: write %dh at most".formatted(text, LONGEST.toHours()));
        }
        return duration;
    }
}
