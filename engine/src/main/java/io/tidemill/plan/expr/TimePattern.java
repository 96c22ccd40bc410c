// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

import io.tidemill.PlanException;
import io.tidemill.memory.Type;

/// Patterns of `java.time`, in no language.
public final class TimePattern {
    private TimePattern() {}

    /// Throws a [PlanException] that names the function.
    public static DateTimeFormatter compile(String function, String pattern) {
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        } catch (IllegalArgumentException wrong) {
            throw new PlanException("%s takes no '%s': %s".formatted(function, pattern, wrong.getMessage()));
        }
    }

    /// Throws a [PlanException] if values of a type do not have what a pattern writes.
    static void requireOf(String pattern, Type type) {
        LocalDateTime some = LocalDateTime.of(1970, 1, 1, 0, 0);
        TemporalAccessor sample = type.equals(Type.TIMESTAMP) ? some.atZone(ZoneOffset.UTC) : some;
        try {
            String _ = compile("dateFormat", pattern).format(sample);
        } catch (DateTimeException wrong) {
            throw new PlanException(
                    "dateFormat by '%s' asks for what no %s has: %s".formatted(pattern, type, wrong.getMessage()));
        }
    }
}
