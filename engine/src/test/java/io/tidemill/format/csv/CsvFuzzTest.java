// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.format.Decoded;
import io.tidemill.format.ValueReference;
import io.tidemill.format.ValueReference.Written;
import io.tidemill.format.column.ValueOptions;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// Random text of fields, quotes and line ends, against a reader that looks at one character after the other.
class CsvFuzzTest {
    private static final Forge SCALAR = Forge.scalarOnly();
    private static final Forge VECTORS = Forge.vectorAtOnce();
    private static final Schema SCHEMA = Schema.of(Field.nullable("text", Type.UTF8), Field.nullable("int", Type.INT32),
            Field.nullable("other", Type.UTF8), Field.nullable("double", Type.FLOAT64));
    private static final String[] PIECES = {"a", "é", "12", "-7", "0.5", "x y", "\"", "\"", "\"\"", "\\", ",", ",",
            ",", ",", ",", "\n", "\r\n", "\"q\"", "\",", ",\"", "2147483648", "longer than one word of eight bytes"};

    @ParameterizedTest
    @ValueSource(strings = {"plain", "multiLine", "backslash"})
    void agreesWithAReaderOfCharacters(String kind) {
        CsvFormat format = format(kind);
        int rows = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            byte[] bytes = randomText(new SplittableRandom(seed)).getBytes(UTF_8);
            List<Object> expected = expected(format.dialect(), new String(bytes, UTF_8));
            assertThat(Decoded.of(format, SCALAR, bytes)).as("%s, seed %d", kind, seed).isEqualTo(expected);
            assertThat(Decoded.of(format, VECTORS, bytes)).as("vectors, %s, seed %d", kind, seed).isEqualTo(expected);
            rows += (int) expected.stream().filter(event -> event instanceof List).count();
        }
        assertThat(rows).isGreaterThan(1_500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "multiLine", "backslash"})
    void givesTheSameHoweverTheBytesArrive(String kind) {
        CsvFormat format = format(kind);
        for (int seed = 0; seed < 20; seed++) {
            byte[] bytes = randomText(new SplittableRandom(seed)).getBytes(UTF_8);
            List<Object> whole = Decoded.of(format, SCALAR, bytes);
            for (int cut = 0; cut <= bytes.length; cut++) {
                MemoryBudget budget = MemoryBudget.limited("test", 64 << 20);
                try (Decoded decoded = new Decoded(format, SCALAR, budget)) {
                    assertThat(decoded.put(bytes, 0, cut).put(bytes, cut, bytes.length).end())
                            .as("%s, seed %d, cut at %d", kind, seed, cut)
                            .isEqualTo(whole);
                }
                budget.close();
            }
        }
    }

    private static CsvFormat format(String kind) {
        CsvDialect dialect = switch (kind) {
            case "multiLine" -> CsvDialect.STANDARD.withMultiLine(true);
            case "backslash" -> CsvDialect.STANDARD.withMultiLine(true).withEscape('\\');
            default -> CsvDialect.STANDARD;
        };
        return new CsvFormat(SCHEMA, List.of("text", "int", "other", "double"), dialect, ValueOptions.STANDARD);
    }

    private static String randomText(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int line = random.nextInt(6); line >= 0; line--) {
            if (random.nextInt(3) == 0) {
                for (int i = random.nextInt(12); i >= 0; i--) {
                    text.append(PIECES[random.nextInt(PIECES.length)]);
                }
            } else {
                String[] texts = {"", "\"\"", "\"a, \"\"b\"\"\"", "plain", "\"1\n2\"", "é"};
                text.append(texts[random.nextInt(texts.length)]).append(',').append(random.nextInt(-9, 99)).append(',');
                text.append(texts[random.nextInt(texts.length)]).append(",\"").append(random.nextInt(99)).append("\"");
            }
            text.append(line == 0 && random.nextBoolean() ? "" : "\n");
        }
        return text.toString();
    }

    /// One character after the other: the text of a field, whether it was quoted, and where its line began.
    private static List<Object> expected(CsvDialect dialect, String text) {
        List<Object> events = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            int end = lineEnd(dialect, text, start);
            String line = text.substring(start, end);
            boolean isReturned = end < text.length() && text.charAt(end) == '\r';
            at = end + (isReturned && end + 1 < text.length() && text.charAt(end + 1) == '\n' ? 2 : 1);
            if (!line.isEmpty()) {
                Object row = row(dialect, line);
                int offset = text.substring(0, start).getBytes(UTF_8).length;
                events.add(row instanceof String reason ? "!" + offset + " " + reason : row);
            }
        }
        return events;
    }

    private static int lineEnd(CsvDialect dialect, String text, int start) {
        boolean fieldBegins = true;
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r') {
                return at;
            }
            if (dialect.multiLine() && fieldBegins && c == '"') {
                int close = closing(dialect, text, at + 1);
                at = close < 0 ? text.length() : close + 1;
                fieldBegins = false;
                continue;
            }
            fieldBegins = c == ',';
            at++;
        }
        return text.length();
    }

    private static int closing(CsvDialect dialect, String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            char next = at + 1 < text.length() ? text.charAt(at + 1) : 'x';
            if (c == dialect.escape() && (next == '"' || next == dialect.escape())) {
                at++;
            } else if (c == '"') {
                return at;
            }
        }
        return -1;
    }

    private static Object row(CsvDialect dialect, String line) {
        List<@Nullable Written> fields = new ArrayList<>();
        int at = 0;
        do {
            if (fields.size() == 4) {
                boolean wrong = at < line.length() && line.charAt(at) == '"' && !isEnclosed(dialect, line, at);
                return wrong ? "quotes that do not enclose a field" : "more fields than columns";
            }
            if (at < line.length() && line.charAt(at) == '"') {
                if (!isEnclosed(dialect, line, at)) {
                    return "quotes that do not enclose a field";
                }
                int close = closing(dialect, line, at + 1);
                String inner = line.substring(at + 1, close);
                String plain = plain(dialect, inner);
                fields.add(new Written(plain, plain.equals(inner), !plain.equals(inner)));
                at = close + 2;
            } else {
                int comma = line.indexOf(',', at);
                int end = comma < 0 ? line.length() : comma;
                String field = line.substring(at, end);
                fields.add(field.isEmpty() ? null : new Written(field, true, false));
                at = end + 1;
            }
        } while (at <= line.length());
        return fields.size() < 4
                ? "fewer fields than columns"
                : ValueReference.row(SCHEMA, fields.toArray(Written[]::new));
    }

    private static boolean isEnclosed(CsvDialect dialect, String line, int at) {
        int close = closing(dialect, line, at + 1);
        return close >= 0 && (close + 1 == line.length() || line.charAt(close + 1) == ',');
    }

    private static String plain(CsvDialect dialect, String inner) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == dialect.escape() && i + 1 < inner.length()
                    && List.of('"', dialect.escape()).contains(inner.charAt(i + 1))) {
                c = inner.charAt(++i);
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
