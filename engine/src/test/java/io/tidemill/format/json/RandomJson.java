// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.json;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Makes JSON lines of any kind: as a program would write them, as an enemy would, and then spoilt.
final class RandomJson {
    private static final String[] NUMBERS = {"0", "-0", "1", "-1", "127", "128", "-128", "-129", "32767", "32768",
            "2147483647", "2147483648", "-2147483648", "-2147483649", "9223372036854775807", "9223372036854775808",
            "-9223372036854775808", "-9223372036854775809", "12345678", "123456789", "1234567890123456",
            "12345678901234567", "123456789012345678", "1234567890123456789", "0.1", "-1.5e3", "1E+2", "1e-400",
            "1e400", "3.4028236e38", "1.7976931348623159e308", "0.30000000000000004", "2.2250738585072011e-308",
            "9007199254740993", "1e22", "1e23", "123456.789e-10", "01", "1.", ".5", "+1", "-", "1e", "1e+", "0x10",
            "00", "-01", "1.e1", "1_000", "1e99999999999", "0e99999999999", "4.9e-324", "16777217", "0.1e-45"};
    private static final String[] TEXTS = {"", "a", "plain", "with space", "é", "😀", "\\n", "\\u0041",
            "\\ud83d\\ude00",
            "\\ud83d", "\\ude00\\ud83d", "\\ud83d\\u0041", "\\u12", "\\x", "tab\there", "true", "FALSE", "NaN",
            "-Infinity", "INF", "12", "-7", "2026-11-23", "2024-02-29", "2023-02-29", "1900-02-29", "0000-01-01",
            "9999-12-31T23:59:59.999999999Z", "2026-11-23T14:10", "2026-11-23 14:10:33.5+01:00",
            "2026-11-23T14:10:33,123456789-0130", "2026-11-23T24:00:00Z", "2026-11-23T14:10:60Z", "2026-11-23T",
            "2026-11-23T14:10:33+19:00", "2026-11-23T14:10:33+1", "2026-13-01", "x\\\"y", "\\\\", "\\/", "\u007f",
            "ends\\\\", "a longer text that fills more than one vector of bytes, and then some more of it to be sure"};
    private static final List<String> NAMES = List.of("text", "small", "int", "long", "float", "double", "bool", "at",
            "day", "user", "tags", "sizes");
    private static final String[] SPACES = {"", "", "", "", " ", "\t", "  "};

    private final SplittableRandom random;

    RandomJson(SplittableRandom random) {
        this.random = random;
    }

    /// Some lines, most of them whole.
    byte[] lines() {
        StringBuilder lines = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            lines.append(random.nextInt(20) == 0 ? "" : document());
            lines.append(i == 0 && random.nextBoolean() ? "" : pick("\n", "\n", "\r\n"));
        }
        byte[] bytes = lines.toString().getBytes(UTF_8);
        for (int i = random.nextInt(4) == 0 ? random.nextInt(6) : 0; i > 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = (byte) (random.nextBoolean()
                    ? random.nextInt(256)
                    : pick("{", "}", "[", "]", ",", ":", "\"", "\\", "0", "e", " ").charAt(0));
        }
        return bytes;
    }

    /// An object, more or less.
    String document() {
        List<String> names = new ArrayList<>(NAMES);
        if (random.nextInt(4) == 0) {
            Collections.shuffle(names, new Random(random.nextLong()));
        }
        names.removeIf(name -> random.nextInt(6) == 0);
        for (int i = random.nextInt(4) == 0 ? random.nextInt(4) : 0; i > 0; i--) {
            names.add(random.nextInt(names.size() + 1), random.nextBoolean() ? name() : pick("int", "text", "user"));
        }
        StringBuilder document = new StringBuilder("{").append(space());
        boolean wild = random.nextInt(5) == 0;
        for (int i = 0; i < names.size(); i++) {
            String value = wild && random.nextInt(4) == 0 ? value(0) : fitting(names.get(i));
            document.append(i == 0 ? "" : "," + space()).append('"').append(names.get(i)).append('"');
            document.append(space()).append(':').append(space()).append(value).append(space());
        }
        return document.append('}')
                .append(space())
                .append(random.nextInt(40) == 0 ? pick("x", "{}", ",", "}") : "")
                .toString();
    }

    private String fitting(String name) {
        if (random.nextInt(12) == 0) {
            return "null";
        }
        return switch (name) {
            case "text" ->
                "\"" + (random.nextInt(3) == 0 ? TEXTS[random.nextInt(TEXTS.length)] : "t" + random.nextInt(99)) + "\"";
            case "small" -> String.valueOf(random.nextInt(-128, 128));
            case "int" -> String.valueOf((int) random.nextLong() >> random.nextInt(32));
            case "long" -> String.valueOf(random.nextLong() >> random.nextInt(64));
            case "float" -> String.valueOf(Float.intBitsToFloat(random.nextInt() & 0x7f7fffff));
            case "double" -> random.nextBoolean()
                    ? random.nextInt(100_000) / 100.0 + ""
                    : String.valueOf(Double.longBitsToDouble(random.nextLong() & 0x7fefffffffffffffL));
            case "bool" -> String.valueOf(random.nextBoolean());
            case "at" -> "\"" + Instant.ofEpochSecond(random.nextLong(-62_000_000_000L, 250_000_000_000L),
                    random.nextInt(1_000_000_000)) + "\"";
            case "day" -> "\"" + LocalDate.ofEpochDay(random.nextInt(-700_000, 2_900_000)) + "\"";
            case "user" -> "{\"id\":" + value(1) + ",\"name\":\"n\",\"address\":"
                    + pick("{\"zip\":" + random.nextInt(99) + "}", "{}", "[]", "null", "{\"zip\":\"7\",\"zip\":8}")
                    + "}";
            case "tags" -> listOf("\"", "\"");
            case "sizes" -> listOf("", "");
            default -> value(0);
        };
    }

    private String value(int depth) {
        int kind = random.nextInt(depth > 4 ? 4 : 7);
        return switch (kind) {
            case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 1 -> "\"" + TEXTS[random.nextInt(TEXTS.length)] + "\"";
            case 2 -> pick("true", "false", "null", "tru", "nulls", "True");
            case 3 -> "\"" + NUMBERS[random.nextInt(NUMBERS.length)] + "\"";
            case 4 -> list(depth);
            case 5 -> "{" + space() + "\"" + name() + "\":" + value(depth + 1)
                    + (random.nextBoolean() ? ",\"zip\":" + value(depth + 1) : "") + "}";
            default ->
                random.nextInt(20) == 0 ? "[".repeat(random.nextInt(1_200)) + "]".repeat(random.nextInt(1_200)) : "[]";
        };
    }

    private String listOf(String before, String behind) {
        StringBuilder list = new StringBuilder("[").append(space());
        int count = random.nextInt(50) == 0 ? 300 : random.nextInt(5);
        for (int i = 0; i < count; i++) {
            String element = random.nextInt(40) == 0
                    ? value(3)
                    : random.nextInt(6) == 0 ? "null" : before + random.nextInt(-128, 128) + behind;
            list.append(i == 0 ? "" : "," + space()).append(element).append(space());
        }
        return list.append(']').toString();
    }

    private String list(int depth) {
        StringBuilder list = new StringBuilder("[");
        for (int i = random.nextInt(4); i > 0; i--) {
            list.append(space()).append(value(depth + 1)).append(space()).append(i > 1 ? "," : "");
        }
        return list.append(']').toString();
    }

    private String name() {
        return pick("id", "name", "address", "zip", "\\u0069nt", "te\\u0078t", "", "x", "lon", "longer", "é", "\\n",
                "user");
    }

    private String space() {
        return random.nextInt(3) == 0 ? SPACES[random.nextInt(SPACES.length)] : "";
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
