// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;

import io.tidemill.memory.Memory;

/// A column of text for tests: its last byte is the last that may be read.
public record Texts(long data, long starts, long ends) {

    /// Rows of few different bytes, many of them equal or one the beginning of another, some with non-ASCII bytes, one after
    /// the other as Arrow lays them.
    public static Texts random(Workbench bench, int rows, int alignment) {
        SplittableRandom random = bench.random;
        byte[][] values = new byte[rows][];
        for (int row = 0; row < rows; row++) {
            int length = switch (random.nextInt(4)) {
                case 0 -> random.nextInt(4);
                case 1 -> random.nextInt(30);
                case 2 -> 8;
                default -> random.nextInt(10);
            };
            values[row] = new byte[length];
            for (int i = 0; i < length; i++) {
                values[row][i] = (byte) (random.nextInt(12) == 0 ? 0xc3 : 'a' + (i & 1));
            }
        }
        return of(bench, alignment, values);
    }

    /// Rows one after the other; their last ends where memory may.
    public static Texts of(Workbench bench, int alignment, byte[]... values) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long offsets = bench.input(4L * (values.length + 1), alignment & -4);
        for (int row = 0; row < values.length; row++) {
            Memory.putInt(offsets + 4L * row, all.size());
            all.writeBytes(values[row]);
        }
        Memory.putInt(offsets + 4L * values.length, all.size());
        long data = bench.input(all.size(), alignment);
        Memory.copyIn(all.toByteArray(), 0, data, all.size());
        return new Texts(data, offsets, offsets + 4);
    }

    public byte[] bytesAt(long row) {
        int start = Memory.intAt(starts + 4 * row);
        byte[] bytes = new byte[Memory.intAt(ends + 4 * row) - start];
        Memory.copyOut(data + start, bytes, 0, bytes.length);
        return bytes;
    }
}
