// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.Texts;
import io.tidemill.kernel.TwinTrials;
import io.tidemill.kernel.Workbench;
import io.tidemill.memory.Memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Loops over texts of all lengths of characters do what Java's own classes do.
class TextLoopsTest {
    private static final List<String> PARTS = List.of("", "a", "tide", "mill", " ", "  ", "\t", "é", "ß", "ŉ", "ΑΣ",
            "水車",
            "😀", "%", "_", "\\", ",", ",,", "aaaaaaaaaaaaaaaaaa", "İstanbul", "the tide and the mill");

    private static String[] texts(Workbench bench, int rows) {
        return IntStream.range(0, rows).mapToObj(_ -> {
            StringBuilder text = new StringBuilder();
            for (int part = bench.random.nextInt(4); part > 0; part--) {
                text.append(PARTS.get(bench.random.nextInt(PARTS.size())));
            }
            return text.toString();
        }).toArray(String[]::new);
    }

    private static Texts lay(Workbench bench, int alignment, String... texts) {
        byte[][] bytes = new byte[texts.length][];
        for (int row = 0; row < texts.length; row++) {
            bytes[row] = texts[row].getBytes(UTF_8);
        }
        return Texts.of(bench, alignment, bytes);
    }

    private static void checkText(Texts texts, int row, String expected) {
        assertThat(new String(texts.bytesAt(row), UTF_8)).isEqualTo(expected);
    }

    private static void slices(Shape<Loop.SliceText> shape, Function<String, Optional<String>> expected) {
        TwinTrials.run(shape, (loop, rows, alignment, bench) -> {
            String[] texts = texts(bench, rows);
            Texts source = lay(bench, alignment, texts);
            Texts target = new Texts(source.data(), bench.output(4L * rows), bench.output(4L * rows));
            long bits = bench.output((rows + 7L) / 8);
            int missing = loop.apply(source.data(), source.starts(), source.ends(), target.starts(), target.ends(),
                    bits,
                    rows);
            for (int row = 0; row < rows; row++) {
                Optional<String> piece = expected.apply(texts[row]);
                TwinTrials.check(row, TwinTrials.bitAt(bits, row), piece.isPresent());
                checkText(target, row, piece.orElse(""));
                missing -= piece.isPresent() ? 0 : 1;
            }
            TwinTrials.checkBitsBehind(bits, rows);
            TwinTrials.check(-1, missing, 0);
        });
    }

    private static void maps(Shape<Loop.MapText> shape, Function<String, String> expected) {
        TwinTrials.run(shape, (loop, rows, alignment, bench) -> {
            String[] texts = texts(bench, rows);
            Texts source = lay(bench, alignment, texts);
            long bytes = rows == 0 ? 0 : Memory.intAt(source.ends() + 4L * (rows - 1));
            Texts target = new Texts(bench.output(loop.room(bytes, rows)), bench.output(4L * rows),
                    bench.output(4L * rows));
            loop.apply(source.data(), source.starts(), source.ends(), target.data(), target.starts(), target.ends(),
                    rows);
            for (int row = 0; row < rows; row++) {
                checkText(target, row, expected.apply(texts[row]));
            }
        });
    }

    private static void matches(Shape<Loop.TextPredicate> shape, Predicate<String> expected) {
        TwinTrials.run(shape, (loop, rows, alignment, bench) -> {
            String[] texts = texts(bench, rows);
            Texts source = lay(bench, alignment, texts);
            long bits = bench.output((rows + 7L) / 8);
            int ones = loop.apply(source.data(), source.starts(), source.ends(), bits, rows);
            for (int row = 0; row < rows; row++) {
                TwinTrials.check(row, TwinTrials.bitAt(bits, row), expected.test(texts[row]));
                ones -= expected.test(texts[row]) ? 1 : 0;
            }
            TwinTrials.checkBitsBehind(bits, rows);
            TwinTrials.check(-1, ones, 0);
        });
    }

    @Test
    void countsCharacters() {
        TwinTrials.run(TextSizes.characters(), (loop, rows, alignment, bench) -> {
            String[] texts = texts(bench, rows);
            Texts source = lay(bench, alignment, texts);
            long target = bench.output(4L * rows);
            loop.apply(source.data(), source.starts(), source.ends(), target, rows);
            for (int row = 0; row < rows; row++) {
                int expected = texts[row].codePointCount(0, texts[row].length());
                TwinTrials.check(row, Memory.intAt(target + 4L * row), expected);
            }
        });
    }

    @Test
    void trimsSpacesAndNothingElse() {
        slices(Slices.trim(true, true), text -> Optional.of(text.replaceAll("^ +| +$", "")));
        slices(Slices.trim(true, false), text -> Optional.of(text.replaceAll("^ +", "")));
        slices(Slices.trim(false, true), text -> Optional.of(text.replaceAll(" +$", "")));
    }

    @Test
    void takesCharactersFromAPlace() {
        slices(Slices.substring(2, 3), text -> Optional.of(characters(text, 1, 4)));
        slices(Slices.substring(0, 2), text -> Optional.of(characters(text, 0, 2)));
        slices(Slices.substring(-3, 2), text -> {
            int length = text.codePointCount(0, text.length());
            return Optional.of(characters(text, length - 3, length - 1));
        });
        slices(Slices.substring(1, Integer.MAX_VALUE), Optional::of);
        slices(Slices.substring(1, -1), text -> Optional.of(""));
    }

    private static String characters(String text, int from, int to) {
        int[] all = text.codePoints().toArray();
        StringBuilder piece = new StringBuilder();
        for (int i = Math.max(0, from); i < Math.min(to, all.length); i++) {
            piece.appendCodePoint(all[i]);
        }
        return piece.toString();
    }

    @Test
    void findsThePieceOfANumber() {
        for (int index : List.of(0, 1, 2)) {
            slices(Slices.piece(",".getBytes(UTF_8), index), text -> {
                String[] pieces = text.split(",", -1);
                return index < pieces.length ? Optional.of(pieces[index]) : Optional.empty();
            });
        }
        assertThatThrownBy(() -> Slices.piece(new byte[0], 0)).hasMessageContaining("no piece");
    }

    @Test
    void looksForTexts() {
        for (String wanted : List.of("", "t", "tide", "é", "aaaaaaaaa", "the tide and")) {
            byte[] bytes = wanted.getBytes(UTF_8);
            matches(Matching.STARTS_WITH.of(bytes), text -> text.startsWith(wanted));
            matches(Matching.ENDS_WITH.of(bytes), text -> text.endsWith(wanted));
            matches(Matching.CONTAINS.of(bytes), text -> text.contains(wanted));
        }
    }

    @Test
    void looksForPatterns() {
        matches(Matching.like("".getBytes(UTF_8)), String::isEmpty);
        matches(Matching.like("%".getBytes(UTF_8)), text -> true);
        matches(Matching.like("_".getBytes(UTF_8)), text -> text.codePointCount(0, text.length()) == 1);
        matches(Matching.like("%a_%".getBytes(UTF_8)), text -> text.matches("(?s).*a..*"));
        matches(Matching.like("t%_é%mill".getBytes(UTF_8)), text -> text.matches("(?s)t.*.é.*mill"));
        matches(Matching.like("%a%a%a".getBytes(UTF_8)), text -> text.matches("(?s).*a.*a.*a"));
        matches(Matching.like("%\\%%".getBytes(UTF_8)), text -> text.contains("%"));
        matches(Matching.like("\\_".getBytes(UTF_8)), text -> text.equals("_"));
        matches(Matching.like("%\\".getBytes(UTF_8)), text -> text.endsWith("\\"));
    }

    @Test
    void changesCaseAsUnicodeSays() {
        maps(Rewriting.upper(), text -> text.toUpperCase(Locale.ROOT));
        maps(Rewriting.lower(), text -> text.toLowerCase(Locale.ROOT));
    }

    @Test
    void replacesFromLeftToRight() {
        maps(Rewriting.replace("aa".getBytes(UTF_8), "b".getBytes(UTF_8)), text -> text.replace("aa", "b"));
        maps(Rewriting.replace("é".getBytes(UTF_8), "".getBytes(UTF_8)), text -> text.replace("é", ""));
        maps(Rewriting.replace("a".getBytes(UTF_8), "aaaaaaaaaaaa".getBytes(UTF_8)),
                text -> text.replace("a", "aaaaaaaaaaaa"));
        assertThatThrownBy(() -> Rewriting.replace(new byte[0], new byte[1])).hasMessageContaining("nothing");
    }

    @Test
    void padsTextsToANumberOfCharacters() {
        maps(Rewriting.pad(true, 5, "*".getBytes(UTF_8)), text -> "*".repeat(Math.max(0, 5 - length(text)))
                + characters(text, 0, 5));
        maps(Rewriting.pad(false, 30, "水a".getBytes(UTF_8)), text -> characters(text, 0, 30)
                + characters("水a".repeat(15), 0, 30 - length(text)));
        maps(Rewriting.pad(false, 7, new byte[0]), text -> characters(text, 0, 7));
        maps(Rewriting.pad(true, -1, "x".getBytes(UTF_8)), _ -> "");
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    @Test
    void turnsTextsRound() {
        maps(Rewriting.reverse(), text -> new StringBuilder(text).reverse().toString());
        maps(Rewriting.repeat(3), text -> text.repeat(3));
        maps(Rewriting.repeat(-3), _ -> "");
    }

    @Test
    void translatesCharacters() {
        maps(Rewriting.translate("aé😀i".getBytes(UTF_8), "水bé".getBytes(UTF_8)),
                text -> text.replace("é", "\1")
                        .replace("a", "水")
                        .replace("\1", "b")
                        .replace("😀", "é")
                        .replace("i", ""));
    }

    @Test
    void writesBytesInHexadecimalDigits() {
        maps(Rewriting.hex(), text -> HexFormat.of().withUpperCase().formatHex(text.getBytes(UTF_8)));
    }

    @Test
    void findsTextsByTheNumberOfTheirCharacter() {
        for (String wanted : List.of("a", "é", "tide", "水車", "aaaaaaaa")) {
            for (int from : List.of(1, 2, 9)) {
                TwinTrials.run(TextSizes.find(wanted.getBytes(UTF_8), from), (loop, rows, alignment, bench) -> {
                    String[] texts = texts(bench, rows);
                    Texts source = lay(bench, alignment, texts);
                    long target = bench.output(4L * rows);
                    loop.apply(source.data(), source.starts(), source.ends(), target, rows);
                    for (int row = 0; row < rows; row++) {
                        String text = texts[row];
                        int hit = from > length(text) ? -1 : text.indexOf(wanted, text.offsetByCodePoints(0, from - 1));
                        TwinTrials.check(row, Memory.intAt(target + 4L * row),
                                hit < 0 ? 0 : text.codePointCount(0, hit) + 1);
                    }
                });
            }
        }
    }

    @Test
    void joinsTexts() {
        TwinTrials.run(Rewriting.join(), (loop, rows, alignment, bench) -> {
            String[] texts = texts(bench, rows);
            String[] others = texts(bench, rows);
            Texts left = lay(bench, alignment, texts);
            Texts right = lay(bench, 63 - alignment, others);
            Texts target = new Texts(bench.output(600L * rows), bench.output(4L * rows), bench.output(4L * rows));
            loop.apply(left.data(), left.starts(), left.ends(), right.data(), right.starts(), right.ends(),
                    target.data(), target.starts(), target.ends(), rows);
            for (int row = 0; row < rows; row++) {
                checkText(target, row, texts[row] + others[row]);
            }
        });
    }
}
