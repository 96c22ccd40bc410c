// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

import java.io.BufferedReader;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ParameterizedClass
@MethodSource("forges")
class LineSplitterTest {
    private static final int LIMIT = 100;

    private final Forge forge;
    private final MemoryBudget budget = MemoryBudget.limited("test", 16 << 20);
    private final CollectedLines collected = new CollectedLines();

    LineSplitterTest(Forge forge) {
        this.forge = forge;
    }

    static List<Named<Forge>> forges() {
        return List.of(Named.of("scalar", Forge.scalarOnly()), Named.of("vectors", Forge.vectorAtOnce()));
    }

    @AfterEach
    void givesAllMemoryBack() {
        budget.close();
    }

    @Test
    void cutsLinesAtEveryKindOfEnd() {
        assertThat(split(LIMIT, "unix\nwindows\r\nmac\rlast"))
                .containsExactly("unix", "windows", "mac", "last");
    }

    @Test
    void keepsEmptyLines() {
        assertThat(split(LIMIT, "\n\n\r\n\r\ra\n")).containsExactly("", "", "", "", "", "a");
    }

    @Test
    void seesNoLineInNoInput() {
        assertThat(split(LIMIT, "")).isEmpty();
    }

    @Test
    void endsALineAtAReturnWithoutWaitingForWhatFollows() {
        try (LineSplitter splitter = splitter(LIMIT)) {
            put(splitter, "typed\r");
            assertThat(collected.events).containsExactly("typed");
            put(splitter, "\nmore\n");
            assertThat(collected.events).containsExactly("typed", "more");
            put(splitter, "\r");
            put(splitter, "x\n");
            assertThat(collected.events).containsExactly("typed", "more", "", "x");
        }
    }

    @Test
    void handsOnARunOfLinesAtOnce() {
        split(LIMIT, "one\ntwo\nthree\n");

        assertThat(collected.runs).isEqualTo(1);
    }

    @Test
    void cutsAsBufferedReaderDoes() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append("ab\n\r".charAt(random.nextInt(4)));
            }
            collected.events.clear();
            assertThat(splitAnywhere(LIMIT, text.toString().getBytes(UTF_8), random)).as("seed %d", seed)
                    .isEqualTo(new BufferedReader(new StringReader(text.toString())).lines().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, LIMIT})
    void agreesWithANaiveReaderOnRandomBytesSplitAnywhere(int limit) {
        for (int seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = randomText(random);
            collected.events.clear();

            assertThat(splitAnywhere(limit, bytes, random)).as("limit %d, seed %d", limit, seed)
                    .isEqualTo(naive(limit, bytes));
        }
    }

    @Test
    void takesALineAtTheLimitAndRejectsALongerOne() {
        String atLimit = "x".repeat(1 << 20);

        List<String> events = split(1 << 20, "a\n" + atLimit + "\n" + atLimit + "y\nb\r\n" + atLimit + "yz");

        assertThat(events).containsExactly("a", atLimit,
                CollectedLines.reject(2 + (1 << 20) + 1, "line longer than 1,048,576 bytes",
                        atLimit.substring(0, LineSplitter.KEPT_BYTES)),
                "b",
                CollectedLines.reject(2 + (1 << 20) + 1 + (1 << 20) + 2 + 3, "line longer than 1,048,576 bytes",
                        atLimit.substring(0, LineSplitter.KEPT_BYTES)));
    }

    @Test
    void skipsAnEndlessLineInBoundedMemory() {
        try (LineSplitter splitter = splitter(LIMIT)) {
            long used = budget.usedBytes();
            for (int i = 0; i < 2000; i++) {
                int bytes = splitter.room().remaining();
                put(splitter, "z".repeat(bytes));
            }
            put(splitter, "\nnext\n");

            assertThat(collected.events).containsExactly(
                    CollectedLines.reject(0, "line longer than 100 bytes", "z".repeat(LIMIT)), "next");
            assertThat(budget.usedBytes()).isEqualTo(used).isLessThan(1 << 20);
        }
    }

    @Test
    void countsOffsetsOverInputsAndNamesThem() {
        try (LineSplitter splitter = splitter(LIMIT)) {
            put(splitter, "first\n");
            splitter.endOfInput();
            put(splitter, "second\n\u00ff\n");
            splitter.endOfInput();
            splitter.begin("a.txt");
            put(splitter, "x\n\u00fe");
            splitter.endOfInput();
        }
        assertThat(collected.events).containsExactly("first", "second",
                CollectedLines.reject(13, "invalid UTF-8", "\u00ff"), "x",
                CollectedLines.reject(2, "invalid UTF-8 in a.txt", "\u00fe"));
    }

    @Test
    void rejectsTheUnfinishedLineOfAnInputThatBroke() {
        try (LineSplitter splitter = splitter(LIMIT)) {
            put(splitter, "whole\nunfin");
            splitter.abandon("connection broken in mid line");
            splitter.abandon("nothing is left to abandon");
            put(splitter, "new\n");
        }
        assertThat(collected.events).containsExactly("whole",
                CollectedLines.reject(6, "connection broken in mid line", "unfin"), "new");
    }

    /// Beside what its loops may allocate before they are compiled, which is tested with them: so with scalar ones.
    @Test
    @Tag("alone")
    void allocatesNothingPerLine() {
        byte[] text = "the quick brown fox jumps over the lazy d\u00f6g\nsecond line\r\n".repeat(1000).getBytes(UTF_8);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (LineSplitter splitter = new LineSplitter(Forge.scalarOnly(), budget, "test", LIMIT,
                new IgnoredLines())) {
            long allocated = Long.MAX_VALUE;
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (allocated > 0 && System.nanoTime() < deadline) { // until C2 has compiled it all
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 200; i++) {
                    splitter.room().put(text);
                    splitter.take(text.length);
                }
                allocated = threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertThat(allocated).as("bytes for 400,000 lines").isZero();
        }
    }

    @Test
    void refusesALimitThatIsNone() {
        assertThatThrownBy(() -> splitter(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was 0");
    }

    @Test
    void keepsNothingWhenTheBudgetFails() {
        for (int failing = 0; failing < 2; failing++) {
            int[] left = {failing};
            MemoryBudget scarce = MemoryBudget.checked("scarce", 16 << 20, (what, bytes) -> left[0]-- > 0);
            assertThatThrownBy(() -> new LineSplitter(forge, scarce, "test", LIMIT, collected))
                    .isInstanceOf(MemoryLimitException.class);
            scarce.close();
        }
    }

    private record IgnoredLines() implements LineOutput {
        @Override
        public void lines(long utf8Address, long startsAddress, long endsAddress, int lines, String input,
                long offset) {}

        @Override
        public void reject(long address, int bytes, String input, long offset, String reason) {
            throw new AssertionError(reason);
        }
    }

    private LineSplitter splitter(int limit) {
        return new LineSplitter(forge, budget, "test", limit, collected);
    }

    private List<String> split(int limit, String text) {
        try (LineSplitter splitter = splitter(limit)) {
            put(splitter, text);
            splitter.endOfInput();
        }
        return collected.events;
    }

    /// Puts characters as bytes of the same numbers.
    private static void put(LineSplitter splitter, String text) {
        put(splitter, text.getBytes(ISO_8859_1), Integer.MAX_VALUE);
    }

    private static void put(LineSplitter splitter, byte[] bytes, int most) {
        for (int done = 0; done < bytes.length;) {
            ByteBuffer room = splitter.room();
            int length = Math.min(most, Math.min(room.remaining(), bytes.length - done));
            room.put(bytes, done, length);
            splitter.take(length);
            done += length;
        }
    }

    private List<String> splitAnywhere(int limit, byte[] bytes, SplittableRandom random) {
        try (LineSplitter splitter = splitter(limit)) {
            for (int done = 0; done < bytes.length;) {
                int length = Math.min(bytes.length - done, 1 + random.nextInt(random.nextBoolean() ? 3 : 200));
                put(splitter, Arrays.copyOfRange(bytes, done, done + length), length);
                done += length;
            }
            splitter.endOfInput();
        }
        return collected.events;
    }

    /// Mostly text, with line ends of all kinds, and now and then a byte that does not belong.
    private static byte[] randomText(SplittableRandom random) {
        ByteBuffer bytes = ByteBuffer.allocate(4096);
        int length = random.nextInt(3000);
        int ends = 1 + random.nextInt(60);
        while (bytes.position() < length) {
            switch (random.nextInt(40 + ends)) {
                case 0 -> bytes.put((byte) random.nextInt(256));
                case 1 -> bytes.put("\r\n".getBytes(UTF_8));
                case 2 -> bytes.put((byte) '\r');
                case 3 -> bytes.put("é".getBytes(UTF_8));
                case 4 -> bytes.put("€".getBytes(UTF_8));
                case 5 -> bytes.put("𝄞".getBytes(UTF_8));
                case 6, 7, 8, 9, 10, 11, 12 -> bytes.put((byte) '\n');
                default -> bytes.put((byte) (' ' + random.nextInt(95)));
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static List<String> naive(int limit, byte[] bytes) {
        List<String> events = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                naiveLine(limit, bytes, start, i, events);
                if (bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        if (start < bytes.length) {
            naiveLine(limit, bytes, start, bytes.length, events);
        }
        return events;
    }

    private static void naiveLine(int limit, byte[] bytes, int start, int end, List<String> events) {
        String line = new String(bytes, start, end - start, ISO_8859_1);
        if (line.length() > limit) {
            events.add(CollectedLines.reject(start, "line longer than " + limit + " bytes", line.substring(0, limit)));
            return;
        }
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start));
            events.add(line);
        } catch (CharacterCodingException invalid) {
            events.add(CollectedLines.reject(start, "invalid UTF-8", line));
        }
    }
}
