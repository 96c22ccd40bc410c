// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import io.tidemill.format.Decoded;
import io.tidemill.format.TimeFormat;
import io.tidemill.format.ValueReference;
import io.tidemill.format.csv.CsvDialect;
import io.tidemill.format.csv.CsvFormat;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;

/// Values as they are written, one a line, against the JDK.
class ParsedRowsTest {
    private static final int VALUES = 60_000;
    private static final Forge FORGE = Forge.scalarOnly();

    @Test
    void readsDoublesAsTheJdkDoes() {
        agrees(Type.FLOAT64, random -> switch (random.nextInt(6)) {
            case 0 -> String.valueOf(Double.longBitsToDouble(random.nextLong() & 0x7fefffffffffffffL));
            case 1 -> "%.3f".formatted(random.nextDouble(-1e6, 1e6));
            case 2 -> digits(random, 25) + "e" + random.nextInt(-340, 320);
            case 3 -> digits(random, 12) + "." + digits(random, 12);
            case 4 -> "-" + digits(random, 18) + "E+" + random.nextInt(30);
            default -> "0." + "0".repeat(random.nextInt(20)) + digits(random, 19);
        });
    }

    @Test
    void readsFloatsAsTheJdkDoes() {
        agrees(Type.FLOAT32, random -> switch (random.nextInt(4)) {
            case 0 -> String.valueOf(Float.intBitsToFloat(random.nextInt() & 0x7f7fffff));
            case 1 -> digits(random, 10) + "e" + random.nextInt(-50, 45);
            case 2 -> digits(random, 8) + "." + digits(random, 8);
            default -> "-." + digits(random, 9);
        });
    }

    @Test
    void readsIntegersAsTheJdkDoes() {
        for (Type type : List.of(Type.INT8, Type.INT16, Type.INT32, Type.INT64)) {
            agrees(type, random -> switch (random.nextInt(5)) {
                case 0 -> String.valueOf(random.nextLong() >> random.nextInt(64));
                case 1 -> "+" + digits(random, 21);
                case 2 -> "-" + "0".repeat(random.nextInt(30)) + digits(random, 20);
                case 3 -> digits(random, 9) + (char) random.nextInt(' ', 127) + digits(random, 9);
                default -> digits(random, 19);
            });
        }
    }

    @Test
    void readsMomentsAndDaysAsTheJdkDoes() {
        Function<SplittableRandom, String> written = random -> {
            String moment = Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_799L),
                    random.nextInt(1_000_000_000)).toString();
            return switch (random.nextInt(6)) {
                case 0 -> moment;
                case 1 -> moment.substring(0, random.nextInt(moment.length() + 1));
                case 2 -> moment.replace('T', ' ').replace("Z", "+0%d:30".formatted(random.nextInt(10)));
                case 3 -> "%04d-%02d-%02d".formatted(random.nextInt(10_000), random.nextInt(14), random.nextInt(33));
                case 4 -> moment.replace("Z", "-%02d%02d".formatted(random.nextInt(20), random.nextInt(62)));
                default ->
                    moment.replace(moment.charAt(random.nextInt(moment.length())), (char) random.nextInt(' ', '@'));
            };
        };
        agrees(Type.TIMESTAMP, random -> written.apply(random).replace("\"", ""));
        agrees(Type.DATE, random -> written.apply(random).replace("\"", ""));
        agrees(Type.TIMESTAMP_NTZ, random -> written.apply(random).replace("\"", "").replaceAll("Z$", ""));
        agrees(Type.TIME, random -> {
            String text = written.apply(random).replace("\"", "").replaceAll("Z$", "");
            return text.substring(Math.min(text.length(), 11));
        });
    }

    @Test
    void readsDecimalsAsTheJdkDoes() {
        Function<SplittableRandom, String> written = random -> {
            String plain = digits(random, 19) + (random.nextBoolean() ? "." + digits(random, 5) : "");
            return switch (random.nextInt(6)) {
                case 0 -> "-" + plain;
                case 1 -> "+" + plain;
                case 2 -> plain + "e" + random.nextInt(-30, 30);
                case 3 -> "." + digits(random, 3);
                case 4 -> plain.replace(plain.charAt(random.nextInt(plain.length())),
                        (char) random.nextInt(' ' + 1, '@'));
                default -> plain;
            };
        };
        agrees(Type.decimal(18, 2), written);
        agrees(Type.decimal(9, 0), written);
        agrees(Type.decimal(18, 18), written);
        agrees(Type.decimal(19, 2), written);
        agrees(Type.decimal(38, 30), written);
    }

    @Test
    void readsMomentsOfAPattern() {
        CsvFormat format = new CsvFormat(Schema.of(Field.of("at", Type.TIMESTAMP)), List.of("at"),
                CsvDialect.STANDARD.withDelimiter(';'),
                ValueOptions.STANDARD.withTimestamps(TimeFormat.pattern("dd/MM/yyyy HH:mm:ss[ XXX]")));

        assertThat(Decoded.of(format, FORGE, "24/12/2026 18:00:00\n24/12/2026 18:00:00 +01:00\n24.12.2026\n"))
                .containsExactly(List.of(micros("2026-12-24T18:00:00Z")), List.of(micros("2026-12-24T17:00:00Z")),
                        "!47 `at`: not a timestamp");
    }

    private static long micros(String moment) {
        return Instant.parse(moment).toEpochMilli() * 1_000;
    }

    private static void agrees(Type type, Function<SplittableRandom, String> written) {
        SplittableRandom random = new SplittableRandom(type.hashCode());
        Schema schema = Schema.of(Field.of("v", type));
        CsvFormat format = new CsvFormat(schema, List.of("v"), CsvDialect.STANDARD.withDelimiter(';').withQuote('\0'),
                ValueOptions.STANDARD);
        StringBuilder text = new StringBuilder();
        List<Object> expected = new ArrayList<>();
        List<String> values = new ArrayList<>();
        while (values.size() < VALUES) {
            String value = written.apply(random).toUpperCase(Locale.ROOT);
            if (value.isEmpty() || value.contains(";")) {
                continue;
            }
            Object row = ValueReference.row(schema,
                    new ValueReference.Written[]{new ValueReference.Written(value, true, false)});
            expected.add(row instanceof String reason ? "!" + text.length() + " " + reason : row);
            values.add(value);
            text.append(value).append('\n');
        }
        List<Object> actual = Decoded.of(format, FORGE, text.toString());
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < VALUES; i++) {
            assertThat(actual.get(i)).as("%s of %s", type, values.get(i)).isEqualTo(expected.get(i));
        }
    }

    private static String digits(SplittableRandom random, int most) {
        StringBuilder digits = new StringBuilder();
        for (int i = random.nextInt(most); i >= 0; i--) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }
}
