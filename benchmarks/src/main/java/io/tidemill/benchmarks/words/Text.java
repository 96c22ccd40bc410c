// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.words;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import io.tidemill.memory.Field;
import io.tidemill.memory.LentColumns;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A book, again and again, each time with a line behind it that stands nowhere else; and where its lines begin and end.
final class Text implements AutoCloseable {
    private static final int SLACK_BYTES = 64;

    private final Arena arena = Arena.ofShared();
    private final String book;
    private final int repetitions;
    private final long bytes;
    private final int lines;
    private final MemorySegment text;
    private final MemorySegment starts; // of each line, and the end of the text
    private final MemorySegment ends; // of each line, without its line feed

    /// @param leastBytes repetitions are added until the text is as long
    Text(byte[] utf8, long leastBytes) {
        book = new String(utf8, UTF_8);
        byte[] lastSuffix = suffix(0);
        repetitions = (int) Math.ceilDiv(leastBytes, utf8.length + lastSuffix.length);
        bytes = (long) repetitions * (utf8.length + lastSuffix.length);
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("%,d bytes are more than one utf8 column can hold".formatted(bytes));
        }
        text = arena.allocate(bytes + SLACK_BYTES, 64);
        long end = 0;
        for (int i = 0; i < repetitions; i++) {
            MemorySegment.copy(utf8, 0, text, ValueLayout.JAVA_BYTE, end, utf8.length);
            MemorySegment.copy(suffix(i), 0, text, ValueLayout.JAVA_BYTE, end + utf8.length, lastSuffix.length);
            end += utf8.length + lastSuffix.length;
        }
        lines = countLines();
        starts = arena.allocate(4L * (lines + 1), 64);
        ends = arena.allocate(4L * lines, 64);
        findLines();
    }

    /// Begins and ends with a line feed, so that it neither touches a word of the book nor of the next repetition.
    private static byte[] suffix(int repetition) {
        return "\nrepetition %09d\n".formatted(repetition).getBytes(UTF_8);
    }

    private int countLines() {
        int count = 0;
        for (long at = text.address(); at < text.address() + bytes; at++) {
            count += Memory.byteAt(at) == '\n' ? 1 : 0;
        }
        return count;
    }

    private void findLines() {
        int line = 0;
        for (int at = 0; at < bytes; at++) {
            if (Memory.byteAt(text.address() + at) == '\n') {
                ends.setAtIndex(ValueLayout.JAVA_INT, line, at);
                line++;
                starts.setAtIndex(ValueLayout.JAVA_INT, line, at + 1);
            }
        }
    }

    long bytes() {
        return bytes;
    }

    int lines() {
        return lines;
    }

    int repetitions() {
        return repetitions;
    }

    long address() {
        return text.address();
    }

    long startsAddress() {
        return starts.address();
    }

    long endsAddress() {
        return ends.address();
    }

    /// The lines as a column, each with its line feed.
    LentColumns lent() {
        return LentColumns.of(Schema.of(Field.of("value", Type.UTF8))).setText("value", text.asSlice(0, bytes), starts);
    }

    /// What must be counted when each line is cut by a function.
    Map<String, Long> counts(Function<String, Iterable<String>> cut) {
        Map<String, Long> counts = new HashMap<>();
        add(counts, book, cut);
        counts.replaceAll((word, count) -> count * repetitions);
        for (int i = 0; i < repetitions; i++) {
            add(counts, new String(suffix(i), UTF_8), cut);
        }
        return counts;
    }

    /// A text ends with a line feed here: what stands behind the last one is no line.
    private static void add(Map<String, Long> counts, String text, Function<String, Iterable<String>> cut) {
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            for (String word : cut.apply(text.substring(start, end))) {
                counts.merge(word, 1L, Long::sum);
            }
            start = end + 1;
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
