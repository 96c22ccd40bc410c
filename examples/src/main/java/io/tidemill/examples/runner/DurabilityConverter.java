// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tidemill.journal.Durability;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads what acknowledged rows survive: `none`, `process`, `power`, and `power:10ms` or `power:4MB` where barriers are shared.
final class DurabilityConverter implements ITypeConverter<Durability> {
    private static final Pattern BYTES = Pattern.compile("(\\d{1,6})(kB|MB)");
    private static final String GROUPED = "power:";

    @Override
    public Durability convert(String text) {
        return switch (text) {
            case "none" -> Durability.NONE;
            case "process" -> Durability.PROCESS;
            case "power" -> Durability.POWER;
            default -> {
                if (!text.startsWith(GROUPED)) {
                    throw new TypeConversionException(
                            "`%s` is no durability: there is none, process, power, power:10ms and power:4MB"
                                    .formatted(text));
                }
                yield grouped(text.substring(GROUPED.length()));
            }
        };
    }

    private static Durability grouped(String limit) {
        Matcher bytes = BYTES.matcher(limit);
        if (!bytes.matches()) {
            return Durability.powerEvery(new DurationConverter().convert(limit));
        }
        long amount = Long.parseLong(bytes.group(1)) * (bytes.group(2).equals("kB") ? 1_000 : 1_000_000);
        if (amount == 0) {
            throw new TypeConversionException("power:%s would never wait: write power".formatted(limit));
        }
        return Durability.powerEvery(amount);
    }
}
