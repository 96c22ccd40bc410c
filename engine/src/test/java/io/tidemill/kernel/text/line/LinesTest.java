// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.line;

import org.junit.jupiter.api.Test;

import io.tidemill.kernel.TwinTrials;
import io.tidemill.memory.Memory;

class LinesTest {

    @Test
    void findsEveryLineEndUpToTheLimit() {
        TwinTrials.run(Lines.ends(), (loop, bytes, alignment, bench) -> {
            long text = bench.input(bytes, alignment);
            int rarity = 1 + bench.random.nextInt(80);
            for (int i = 0; i < bytes; i++) {
                if (bench.random.nextInt(rarity) == 0) {
                    Memory.putByte(text + i, (byte) (8 + bench.random.nextInt(8)));
                }
            }
            int from = bench.random.nextInt(bytes + 1) / 2;
            int limit = 1 + bench.random.nextInt(bench.random.nextBoolean() ? 100 : 10_000);
            long target = bench.output(4L * limit);

            int found = loop.apply(text, from, bytes, target, limit);

            int expected = 0;
            for (int position = from; position < bytes && expected < limit; position++) {
                byte value = Memory.byteAt(text + position);
                if (value == '\n' || value == '\r') {
                    TwinTrials.check(expected, Memory.intAt(target + 4L * expected), position);
                    expected++;
                }
            }
            TwinTrials.check(-1, found, expected);
        });
    }

    @Test
    void findsLineEndsThatStandSideBySide() {
        TwinTrials.run(Lines.ends(), (loop, bytes, alignment, bench) -> {
            long text = bench.input(bytes, alignment);
            for (int i = 0; i < bytes; i++) {
                Memory.putByte(text + i, (byte) (i % 2 == 0 ? '\r' : '\n'));
            }
            int limit = Math.max(1, bytes - bench.random.nextInt(70));
            long target = bench.output(4L * limit);
            TwinTrials.check(-1, loop.apply(text, 0, bytes, target, limit), Math.min(bytes, limit));
            for (int i = 0; i < Math.min(bytes, limit); i++) {
                TwinTrials.check(i, Memory.intAt(target + 4L * i), i);
            }
        });
    }

    @Test
    void marksBytesBelowABoundAndThreeOthers() {
        for (int below : new int[]{0, ' ', 0x80}) {
            TwinTrials.run(Lines.marks(below, '"', '\\', ','), (loop, bytes, alignment, bench) -> {
                long text = bench.input(bytes, alignment);
                for (int i = 0; i < bytes; i++) {
                    int kind = bench.random.nextInt(4);
                    Memory.putByte(text + i,
                            (byte) (kind == 0 ? "\"\\,x".charAt(bench.random.nextInt(4)) : bench.random.nextInt(256)));
                }
                int words = bytes / 64 + 2;
                long target = bench.output(8L * words);

                loop.apply(text, bytes, target);

                for (int i = 0; i < 64 * words; i++) {
                    int value = i < bytes ? Memory.byteAt(text + i) & 0xff : 0;
                    boolean expected = i >= bytes || value < below || value == '"' || value == '\\' || value == ',';
                    TwinTrials.check(i, TwinTrials.bitAt(target, i), expected);
                }
            });
        }
    }
}
