// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

import io.tidemill.memory.Memory;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Moments by a pattern of the JDK's, which allocates, and throws for what is none.
final class PatternReader implements MomentReader {
    private static final int LONGEST = 256; // bytes of a moment

    private final DateTimeFormatter formatter;
    private long micros;

    PatternReader(String pattern) {
        formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    @Override
    public boolean read(long address, int bytes) {
        if (bytes > LONGEST) {
            return false;
        }
        byte[] copy = new byte[bytes];
        Memory.copyOut(address, copy, 0, bytes);
        try {
            TemporalAccessor read = formatter.parseBest(new String(copy, UTF_8), Instant::from, LocalDateTime::from,
                    LocalDate::from);
            Instant moment = switch (read) {
                case Instant instant -> instant;
                case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
                default -> LocalDate.from(read).atStartOfDay().toInstant(ZoneOffset.UTC);
            };
            micros = Math.addExact(Math.multiplyExact(moment.getEpochSecond(), MICROS_PER_SECOND),
                    moment.getNano() / 1_000);
            return true;
        } catch (DateTimeException | ArithmeticException none) {
            return false;
        }
    }

    @Override
    public long micros() {
        return micros;
    }
}
