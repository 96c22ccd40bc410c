// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.Functions;
import io.tidemill.PlanException;
import io.tidemill.memory.Bytes;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Expr;

import static io.tidemill.Functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What libraries compute row by row, held against `java.util.regex`, `java.time` and the JDK's digests.
class TextComputationsTest {
    private static final Expr X = col("x");
    private static final List<String> TEXTS = List.of("", "a", "aab", "tide-2024", "été 12 and 345", "日本x日", "😀😀",
            "AbC\nd",
            "x".repeat(700), "key=value; other=thing");

    /// Java finds an empty match between the two halves of a character.
    private static final List<String> WITHOUT_SURROGATES = TEXTS.stream()
            .filter(text -> text.chars().noneMatch(value -> Character.isSurrogate((char) value)))
            .toList();

    @ParameterizedTest
    @ValueSource(strings = {"a", "^a", "\\d+", "日", "😀{2}", "(?i)ABC", "^$", "x*", "(\\w+)=(\\w+)", "c$", "é|x"})
    void findsWhatJavaFinds(String pattern) {
        Pattern java = Pattern.compile(pattern);
        FunctionCheck.<String>verify(Functions.rlike(X, pattern), Type.UTF8, TEXTS, text -> java.matcher(text).find());
    }

    @Test
    void extractsTheGroupsThatJavaExtracts() {
        Map.of("(\\d+)-?(\\d*)", 2, "(\\w+)=(\\w+)", 1, "(日)(x)?", 2, "é", 0, "a(b)?", 1)
                .forEach((pattern, group) -> FunctionCheck.<String>verify(
                        Functions.regexpExtract(X, pattern, group), Type.UTF8, TEXTS, text -> {
                            Matcher java = Pattern.compile(pattern).matcher(text);
                            boolean isThere = java.find() && java.group(group) != null;
                            return isThere ? java.group(group) : "";
                        }));
    }

    @Test
    void replacesWhatJavaReplaces() {
        Map.of("a*", "-", "(\\w+)=(\\w+)", "$2 is $1\\$", "日", "[$0]", "\\d", "", "x?", "·", "(q)?e", "<$1>")
                .forEach((pattern, replacement) -> FunctionCheck.<String>verify(
                        Functions.regexpReplace(X, pattern, replacement), Type.UTF8, WITHOUT_SURROGATES,
                        text -> Pattern.compile(pattern).matcher(text).replaceAll(replacement)));
    }

    @Test
    void refusesPatternsThatAreNone() {
        assertThatThrownBy(() -> Functions.rlike(X, "(")).isInstanceOf(PlanException.class)
                .hasMessageContaining("rlike takes no '('");
        assertThatThrownBy(() -> Functions.rlike(X, "(?=a)")).isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> Functions.regexpExtract(X, "(a)", 2)).isInstanceOf(PlanException.class)
                .hasMessageContaining("there is no group 2 in '(a)', which has 1");
        assertThatThrownBy(() -> Functions.regexpReplace(X, "a", "$1")).isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> Functions.regexpReplace(X, "a", "5$")).isInstanceOf(PlanException.class)
                .hasMessageContaining("a $ stands for itself only behind a \\");
        assertThatThrownBy(() -> Functions.dateFormat(X, "yyyy{")).isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> Functions.toDate(X, "jj")).isInstanceOf(PlanException.class)
                .hasMessageContaining("toDate takes no 'jj'");
        assertThatThrownBy(() -> Functions.sha2(X, 100)).isInstanceOf(PlanException.class);
        for (String path : List.of("", "a", "$a", "$.", "$.a..b", "$[x]", "$[-1]", "$['a", "$[*]")) {
            assertThatThrownBy(() -> Functions.getJsonObject(X, path)).as(path).isInstanceOf(PlanException.class);
        }
        Binder binder = new Binder(Schema.of(Field.of("x", Type.DATE)), "days", new Site("select", "here"));
        assertThatThrownBy(() -> binder.bind(Functions.dateFormat(X, "uuuu VV"))).isInstanceOf(PlanException.class)
                .hasMessageContaining("asks for what no date has");
        assertThat(binder.bind(Functions.dateFormat(X, "uuuu HH")).type()).isEqualTo(Type.UTF8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yyyy-MM-dd HH:mm:ss.SSSSSS", "EEE d MMM uuuu", "D 'of' y", "HH'h'", "w e"})
    void formatsAsJavaDoes(String pattern) {
        DateTimeFormatter java = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        List<Long> moments = List.of(0L, -1L, 1_700_000_000_123_456L, -2_000_000_000_000_000L, 951_782_400_000_000L);
        for (Type type : List.of(Type.TIMESTAMP, Type.TIMESTAMP_NTZ)) {
            FunctionCheck.<Long>verify(Functions.dateFormat(X, pattern), type, moments,
                    micros -> java.format(LocalDateTime.ofEpochSecond(Math.floorDiv(micros, 1_000_000L),
                            (int) Math.floorMod(micros, 1_000_000L) * 1_000, ZoneOffset.UTC)));
        }
        FunctionCheck.<Integer>verify(Functions.dateFormat(X, pattern), Type.DATE, List.of(0, -1, 19_000, 11_016),
                day -> java.format(LocalDate.ofEpochDay(day).atStartOfDay()));
    }

    @Test
    void readsTimesByTheirPattern() {
        Map<String, Long> micros = Map.of("14.11.2023 22:13", 1_700_000_000_000_000L - 20_000_000L, "01.01.1970 00:00",
                0L);
        FunctionCheck.<String>verify(Functions.toTimestamp(X, "dd.MM.yyyy HH:mm"), Type.UTF8,
                List.of("14.11.2023 22:13", "01.01.1970 00:00", "31.13.2023 00:00", "", "14.11.2023"), micros::get);
        FunctionCheck.<String>verify(Functions.toTimestamp(X, "uuuu-MM-dd HH:mmXXX"), Type.UTF8,
                List.of("1970-01-01 02:00+02:00", "1970-01-01 00:00Z"), _ -> 0L);
        Map<String, Integer> days = Map.of("Jan 2, 1970", 1, "Dec 31, 1969", -1);
        FunctionCheck.<String>verify(Functions.toDate(X, "MMM d, uuuu"), Type.UTF8,
                List.of("Jan 2, 1970", "Dec 31, 1969", "Juno 2, 1970", "Jan 2, 999999999"), days::get);
        FunctionCheck.<String>verify(Functions.toDate(X, "uuuu-MM"), Type.UTF8, List.of("1970-02"), _ -> 31);
    }

    @Test
    void digestsAsTheJdkDoes() {
        Map<String, Expr> functions = Map.of("MD5", Functions.md5(X), "SHA-1", Functions.sha1(X), "SHA-224",
                Functions.sha2(X, 224), "SHA-256", Functions.sha2(X, 0), "SHA-512", Functions.sha2(X, 512));
        functions.forEach((algorithm, function) -> {
            FunctionCheck.<String>verify(function, Type.UTF8, TEXTS,
                    text -> digest(algorithm, text.getBytes(StandardCharsets.UTF_8)));
            FunctionCheck.<Bytes>verify(function, Type.BINARY,
                    List.of(Bytes.of(new byte[]{-1, 0}), Bytes.of(new byte[0])),
                    bytes -> digest(algorithm, bytes.toArray()));
        });
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new LinkageError(algorithm, missing);
        }
    }

    private static final String DOCUMENT = """
            {"name": "ti\\u0064e \\"mill\\"", "n\\u0061me2": 5, "items": [ {"id": 1.50, "tags": ["a", "b"]}, null, true ],
             "twice": 1, "twice": {"last": "yes"}, "": "empty", "a.b": [], "bad": "\\ud800"}""";

    @Test
    void findsFieldsOfJson() {
        Map<String, @Nullable String> found = new HashMap<>();
        found.put("$.name", "tide \"mill\"");
        found.put("$.name2", "5");
        found.put("$.items[0].id", "1.50");
        found.put("$.items[0].tags", "[\"a\", \"b\"]");
        found.put("$.items[0]['tags'][1]", "b");
        found.put("$.items[1]", null);
        found.put("$.items[2]", "true");
        found.put("$.items[3]", null);
        found.put("$.items.id", null);
        found.put("$[0]", null);
        found.put("$.twice.last", "yes");
        found.put("$['']", "empty");
        found.put("$['a.b']", "[]");
        found.put("$.bad", null);
        found.put("$", DOCUMENT.strip());
        List<String> texts = List.of(DOCUMENT, "", "{", "{\"name\": 1} x", "[1,2", "{\"items\": [01]}");
        found.forEach((path, expected) -> FunctionCheck.<String>verify(Functions.getJsonObject(X, path), Type.UTF8,
                texts, text -> text.equals(DOCUMENT) ? expected : null));
        FunctionCheck.<String>verify(Functions.getJsonObject(X, "$"), Type.UTF8,
                List.of("7", " \"x\\n\" ", "null", "nul"),
                text -> text.equals("7") ? "7" : text.equals(" \"x\\n\" ") ? "x\n" : null);
    }
}
