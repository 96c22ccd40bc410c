// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.memory.Memory;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Template: texts with some characters replaced, each by one of its own, or left out.
final class ScalarTranslate implements Loop.MapText {
    private static final int ASCII = 128;
    private static final byte[] LEFT_OUT = {};

    private final int[] matched; // ascending code points
    private final byte[][] replacements;
    private final short[] ofAscii = new short[ASCII]; // the index of a replacement, -1 = none

    ScalarTranslate(Operand matchingThenReplacement) {
        byte[] both = matchingThenReplacement.copyBytes();
        int matchingBytes = (int) matchingThenReplacement.bits();
        SortedMap<Integer, byte[]> pairs = pairs(new String(both, 0, matchingBytes, UTF_8),
                new String(both, matchingBytes, both.length - matchingBytes, UTF_8));
        matched = pairs.keySet().stream().mapToInt(Integer::intValue).toArray();
        replacements = pairs.values().toArray(byte[][]::new);
        for (int character = 0; character < ASCII; character++) {
            ofAscii[character] = (short) Math.max(-1, Arrays.binarySearch(matched, character));
        }
    }

    /// Of a character that comes twice the first one counts. As in Spark one that would become U+0000 is left out.
    private static SortedMap<Integer, byte[]> pairs(String matching, String replacement) {
        int[] from = matching.codePoints().toArray();
        int[] to = replacement.codePoints().toArray();
        SortedMap<Integer, byte[]> pairs = new TreeMap<>();
        for (int i = 0; i < from.length; i++) {
            boolean isLeftOut = i >= to.length || to[i] == 0;
            pairs.putIfAbsent(from[i], isLeftOut ? LEFT_OUT : Character.toString(to[i]).getBytes(UTF_8));
        }
        return pairs;
    }

    @Override
    public long room(long textBytes, int rows) {
        return Characters.MOST_BYTES * textBytes;
    }

    @Override
    public void apply(long data, long starts, long ends, long targetData, long targetStarts, long targetEnds,
            int rows) {
        int target = 0;
        for (long row = 0; row < rows; row++) {
            Memory.putInt(targetStarts + 4 * row, target);
            int end = Memory.intAt(ends + 4 * row);
            int position = Memory.intAt(starts + 4 * row);
            while (position < end) {
                int value = Memory.byteAt(data + position);
                int next = value >= 0 ? position + 1 : Characters.next(data, position, end);
                int index = value >= 0
                        ? ofAscii[value]
                        : Arrays.binarySearch(matched, Characters.at(data, position, end));
                target += put(index, data + position, next - position, targetData + target);
                position = next;
            }
            Memory.putInt(targetEnds + 4 * row, target);
        }
    }

    /// Answers how many bytes it wrote.
    private int put(int index, long character, int bytes, long target) {
        if (index >= 0) {
            byte[] replacement = replacements[index];
            for (int i = 0; i < replacement.length; i++) {
                Memory.putByte(target + i, replacement[i]);
            }
            return replacement.length;
        }
        for (int i = 0; i < bytes; i++) {
            Memory.putByte(target + i, Memory.byteAt(character + i));
        }
        return bytes;
    }
}
