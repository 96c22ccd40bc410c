// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.line;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.TwinTrials;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Compares every twin, and the check on the heap, with Java's decoder.
class Utf8CheckTest {
    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
    private final Buffer buffer = Buffer.allocate(budget, "text", 4096);
    private final CharsetDecoder decoder = UTF_8.newDecoder();
    private final CharBuffer characters = CharBuffer.allocate(4096);

    private final List<Loop.TextCheck> twins = TwinTrials.forges()
            .values()
            .stream()
            .map(forge -> forge.kernel(Lines.utf8()).current())
            .toList();
    private int places;

    @AfterEach
    void givesAllMemoryBack() {
        buffer.close();
        budget.close();
    }

    @ParameterizedTest
    @CsvSource({"c080, overlong NUL", "c1bf, overlong DEL", "e080af, overlong slash", "e09fbf, overlong U+07FF",
            "f0808080, overlong NUL in four", "f08fbfbf, overlong U+FFFF", "eda080, first surrogate",
            "edbfbf, last surrogate",
            "edb080, low surrogate", "eda081edb080, a pair as CESU-8", "f4908080, U+110000", "f5808080, F5",
            "f8888080, five bytes",
            "fe, FE", "ff, FF", "80, tail alone", "bf, last tail alone", "c2, truncated two", "e282, truncated three",
            "e2, truncated three at one", "f09d84, truncated four", "f09d, truncated four at two",
            "f0, truncated four at one",
            "c22e, tail missing", "e2822e, second tail missing", "e22e82, first tail missing",
            "f09d2e9e, tail missing in four"})
    void findsWhatIsNoUtf8(String hex, String what) {
        byte[] bad = HexFormat.of().parseHex(hex);
        for (int before = 0; before < 150; before++) {
            for (int after : new int[]{0, 1, 2, 3, 8, 31, 61, 64, 130}) {
                byte[] bytes = new byte[before + bad.length + after];
                Arrays.fill(bytes, (byte) 'a');
                System.arraycopy(bad, 0, bytes, before, bad.length);
                requireSame(bytes, decoded(bytes));
                TwinTrials.check(-1, decoded(bytes), before);
            }
        }
    }

    @Test
    void agreesWithTheDecoderOnEverySequenceOfTwoAndOnEdgesOfMore() {
        int[] edges = {0x00, 0x2e, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0,
                0xf4, 0xf5, 0xff};
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                requireSame(first, second);
                for (int third : first >= 0xc0 ? edges : new int[0]) {
                    requireSame(first, second, third);
                    for (int fourth : first >= 0xef ? edges : new int[0]) {
                        requireSame(first, second, third, fourth);
                    }
                }
            }
        }
    }

    @Test
    void agreesWithTheDecoderOnRandomText() {
        for (int seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int noise = random.nextInt(1, 200);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(400); i > 0; i--) {
                int range = new int[]{0x80, 0x800, 0xd800, 0x110000}[random.nextInt(4)];
                int point = random.nextInt(range);
                text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            for (int i = random.nextInt(noise); i < bytes.length; i += 1 + random.nextInt(noise)) {
                bytes[i] = (byte) random.nextInt(256);
            }
            requireSame(bytes, decoded(bytes));
        }
    }

    /// Checks a sequence in the middle of ASCII, at ever other places.
    private void requireSame(int... values) {
        byte[] bytes = new byte[160];
        Arrays.fill(bytes, (byte) 'a');
        int at = places++ % 131;
        for (int i = 0; i < values.length; i++) {
            bytes[at + i] = (byte) values[i];
        }
        requireSame(bytes, decoded(bytes));
    }

    private void requireSame(byte[] bytes, int expected) {
        Memory.copyIn(bytes, 0, buffer.address(), bytes.length);
        for (Loop.TextCheck twin : twins) {
            int valid = twin.apply(buffer.address(), bytes.length);
            if (valid != expected) {
                throw new AssertionError("%s finds %d bytes valid, not %d, of %s".formatted(twin, valid, expected,
                        HexFormat.of().formatHex(bytes)));
            }
        }
        int from = places % 9;
        byte[] shifted = new byte[from + bytes.length + 3];
        Arrays.fill(shifted, (byte) 0xff);
        System.arraycopy(bytes, 0, shifted, from, bytes.length);
        if (Lines.isUtf8(shifted, from, bytes.length) != (expected == bytes.length)) {
            throw new AssertionError("on the heap, from %d on, it is wrong about %s".formatted(from,
                    HexFormat.of().formatHex(bytes)));
        }
    }

    /// How many bytes Java's decoder takes before it reports an error.
    private int decoded(byte[] bytes) {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        characters.clear();
        decoder.reset();
        CoderResult result = decoder.decode(input, characters, true);
        return result.isError() ? input.position() : bytes.length;
    }
}
