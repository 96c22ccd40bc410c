// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.math.BigDecimal;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a rate in megabytes per second, `0.5` or `20`, as bytes per second.
final class RateConverter implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");
    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    @Override
    public Long convert(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new TypeConversionException(
                    "`%s` is no rate: write megabytes per second, such as 20 or 0.5".formatted(text));
        }
        long bytesPerSecond = new BigDecimal(text).multiply(BigDecimal.valueOf(BYTES_PER_MEGABYTE)).longValueExact();
        if (bytesPerSecond == 0) {
            throw new TypeConversionException(
                    "`%s` would never read anything: leave the option out for no limit".formatted(text));
        }
        return bytesPerSecond;
    }
}
