// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.words;

import java.nio.ByteOrder;

import io.tidemill.memory.Memory;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Counts words, as one would write it by hand: white space is found by the vector, a word goes to the table as it ends.
///
/// White space is bytes 9 to 13 and 32. Nothing behind the text's end is read.
final class HandWrittenWords {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final byte FIRST_CONTROL = 9;
    private static final byte CONTROLS = 5;

    private HandWrittenWords() {}

    static void count(long text, long bytes, WordTable table) {
        long end = text + bytes;
        long vectorized = text + bytes / BYTES.length() * BYTES.length();
        long start = 0; // of the word at hand, or 0 between words
        for (long at = text; at < vectorized; at += BYTES.length()) {
            ByteVector read = ByteVector.fromMemorySegment(BYTES, Memory.ALL, at, ORDER);
            long spaces = read.compare(VectorOperators.EQ, (byte) ' ')
                    .or(read.sub(FIRST_CONTROL).compare(VectorOperators.ULT, CONTROLS))
                    .toLong();
            long changes = spaces ^ (spaces << 1 | (start == 0 ? 1 : 0));
            if (BYTES.length() < Long.SIZE) {
                changes &= (1L << BYTES.length()) - 1;
            }
            for (; changes != 0; changes &= changes - 1) {
                long change = at + Long.numberOfTrailingZeros(changes);
                if (start == 0) {
                    start = change;
                } else {
                    table.add(start, (int) (change - start), end);
                    start = 0;
                }
            }
        }
        countTail(vectorized, end, start, table);
    }

    private static void countTail(long from, long end, long startOfWord, WordTable table) {
        long start = startOfWord;
        for (long at = from; at < end; at++) {
            int read = Memory.byteAt(at);
            boolean space = read == ' ' || (read >= FIRST_CONTROL && read < FIRST_CONTROL + CONTROLS);
            if (space && start != 0) {
                table.add(start, (int) (at - start), end);
                start = 0;
            } else if (!space && start == 0) {
                start = at;
            }
        }
        if (start != 0) {
            table.add(start, (int) (end - start), end);
        }
    }
}
