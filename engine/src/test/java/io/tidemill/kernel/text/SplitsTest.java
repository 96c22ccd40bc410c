// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.SplitCursor;
import io.tidemill.kernel.Texts;
import io.tidemill.kernel.TwinTrials;
import io.tidemill.kernel.Workbench;
import io.tidemill.memory.Memory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SplitsTest {
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\t\\n\\x0b\\f\\r ]+");

    /// All white space, its neighbours, and bytes that are white in other alphabets.
    private static final byte[] ALPHABET = "ab \n\r\t\u000b\fabbaabb\u0085\u00a0a\u0008\u000e\u001f!"
            .getBytes(ISO_8859_1);

    private record Piece(int row, String text) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64, 65, 200, 100_000})
    void splitsIntoWordsWhateverTheLimitAndTheLayout(int limit) {
        TwinTrials.run(Splits.words(), (loop, rows, alignment, bench) -> {
            if (limit >= 64 || rows < 200) {
                splits(loop, texts(bench, rows, alignment), rows, limit, bench, SplitsTest::words);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "ab", "a", "\n\n", "bbbbbbbbb"})
    void splitsAtASeparatorAndKeepsEmptyPieces(String separator) {
        TwinTrials.run(Splits.at(separator.getBytes(ISO_8859_1)), (loop, rows, alignment, bench) -> {
            int limit = bench.random.nextBoolean() ? 7 : 100_000;
            splits(loop, texts(bench, rows, alignment), rows, limit, bench,
                    text -> Arrays.asList(text.split(Pattern.quote(separator), -1)));
        });
    }

    @Test
    void splitsLongRowsAndLongWords() {
        byte[][] values = new byte[9][];
        for (int row = 0; row < values.length; row++) {
            values[row] = ("x".repeat(row * 77) + "  " + "yz ".repeat(row * 30)).getBytes(ISO_8859_1);
        }
        TwinTrials.run(Splits.words(),
                (loop, rows, alignment, bench) -> splits(loop, Texts.of(bench, alignment, values),
                        values.length, 100, bench, SplitsTest::words));
    }

    @Test
    void refusesAnEmptySeparator() {
        assertThatThrownBy(() -> Splits.at(new byte[0])).hasMessageContaining("empty");
    }

    private static void splits(Loop.SplitText loop, Texts texts, int rows, int limit, Workbench bench,
            Function<String, List<String>> reference) {
        List<Piece> expected = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (String piece : reference.apply(new String(texts.bytesAt(row), ISO_8859_1))) {
                expected.add(new Piece(row, piece));
            }
        }
        long starts = bench.output(4L * limit);
        long ends = bench.output(4L * limit);
        long parents = bench.random.nextBoolean() ? 0 : bench.output(4L * limit);
        Texts pieces = new Texts(texts.data(), starts, ends);
        SplitCursor cursor = new SplitCursor();
        cursor.reset();
        int checked = 0;
        int found;
        do {
            found = loop.apply(texts.data(), texts.starts(), texts.ends(), rows, cursor, starts, ends, parents, limit);
            for (int i = 0; i < found; i++, checked++) {
                Piece piece = expected.get(checked);
                assertThat(new String(pieces.bytesAt(i), ISO_8859_1)).isEqualTo(piece.text);
                if (parents != 0) {
                    TwinTrials.check(checked, Memory.intAt(parents + 4L * i), piece.row);
                }
            }
        } while (found == limit);
        TwinTrials.check(-1, checked, expected.size());
        TwinTrials.check(-1, cursor.isDone(rows), true);
    }

    private static List<String> words(String text) {
        return WHITE_SPACE.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    }

    /// Rows one after the other, with or without bytes between them, or in the opposite order.
    private static Texts texts(Workbench bench, int rows, int alignment) {
        byte[][] values = new byte[rows][];
        for (int row = 0; row < rows; row++) {
            values[row] = new byte[bench.random.nextInt(bench.random.nextInt(4) == 0 ? 150 : 12)];
            for (int i = 0; i < values[row].length; i++) {
                values[row][i] = ALPHABET[bench.random.nextInt(ALPHABET.length)];
            }
        }
        Texts texts = Texts.of(bench, alignment, values);
        int layout = bench.random.nextInt(3);
        if (layout == 0 || rows == 0) {
            return texts;
        }
        long starts = bench.input(4L * rows, 0);
        long ends = bench.input(4L * rows, 0);
        for (int row = 0; row < rows; row++) {
            int from = layout == 1 ? row : rows - 1 - row;
            int start = Memory.intAt(texts.starts() + 4L * from);
            int end = Memory.intAt(texts.ends() + 4L * from);
            Memory.putInt(starts + 4L * row, start);
            Memory.putInt(ends + 4L * row, layout == 1 ? Math.max(start, end - row % 3) : end);
        }
        return new Texts(texts.data(), starts, ends);
    }
}
