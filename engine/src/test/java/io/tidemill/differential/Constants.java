// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

import io.tidemill.memory.Type;

/// Values that queries compare with and compute with.
final class Constants {
    private static final List<String> TEXTS = List.of("", "tide", "b", "é", "12", "the tide", "2023-11-14");

    private Constants() {}

    static Object of(Type type, SplittableRandom random) {
        return switch (type.kind()) {
            case BOOL -> random.nextBoolean();
            case INT32 -> random.nextInt(8) == 0 ? Integer.MAX_VALUE : random.nextInt(-3, 20);
            case INT64 -> random.nextInt(8) == 0 ? Long.MIN_VALUE + 1 : random.nextLong(-3, 20);
            case FLOAT32 -> random.nextInt(-10, 50) * 0.5f;
            case FLOAT64 -> random.nextInt(8) == 0 ? Double.NaN : random.nextInt(-10, 50) * 0.25;
            case UTF8 -> TEXTS.get(random.nextInt(TEXTS.size()));
            case TIMESTAMP -> Instant.ofEpochMilli(random.nextLong(-3, 4) * 43_200_000);
            case DATE -> LocalDate.ofEpochDay(random.nextLong(-20, 20));
            case TIMESTAMP_NTZ ->
                LocalDateTime.ofEpochSecond(random.nextLong(-3, 4) * 43_200, 0, ZoneOffset.UTC);
            case TIME -> LocalTime.ofSecondOfDay(random.nextLong(4) * 21_600);
            case BINARY -> TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException("no constant of " + type);
        };
    }
}
