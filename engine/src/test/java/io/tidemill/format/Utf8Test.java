// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class Utf8Test {
    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
    private final Buffer buffer = Buffer.allocate(budget, "text", 4096);
    private final CharsetDecoder decoder = UTF_8.newDecoder();
    private final CharBuffer characters = CharBuffer.allocate(4096);

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
        for (int before = 0; before < 70; before++) {
            for (int after = 0; after < 36; after++) {
                byte[] bytes = new byte[before + bad.length + after];
                Arrays.fill(bytes, (byte) 'a');
                System.arraycopy(bad, 0, bytes, before, bad.length);
                assertThat(validBytes(bytes)).as("%s after %d before %d", what, before, after)
                        .isEqualTo(before)
                        .isEqualTo(decoded(bytes));
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
                for (int third : edges) {
                    requireSame(first, second, third);
                    for (int fourth : edges) {
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
            for (int i = random.nextInt(100); i > 0; i--) {
                int range = new int[]{0x80, 0x800, 0xd800, 0x110000}[random.nextInt(4)];
                int point = random.nextInt(range);
                text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            for (int i = random.nextInt(noise); i < bytes.length; i += 1 + random.nextInt(noise)) {
                bytes[i] = (byte) random.nextInt(256);
            }
            assertThat(validBytes(bytes)).as("seed %d", seed).isEqualTo(decoded(bytes));
        }
    }

    private void requireSame(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        int valid = validBytes(bytes);
        if (valid != decoded(bytes)) {
            assertThat(valid).as(HexFormat.of().formatHex(bytes)).isEqualTo(decoded(bytes));
        }
    }

    private int validBytes(byte[] bytes) {
        Memory.copyIn(bytes, 0, buffer.address(), bytes.length);
        return Utf8.validBytes(buffer.address(), bytes.length);
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
