// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What may happen to a file.
final class Damage {
    private Damage() {}

    /// Changes one bit.
    static void flip(Path path, long position) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(one, position);
            file.write(ByteBuffer.allocate(1).put((byte) (one.get(0) ^ 0x10)).flip(), position);
        }
    }

    /// Leaves the beginning.
    static void cut(Path path, long bytes) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.truncate(bytes);
        }
    }
}
