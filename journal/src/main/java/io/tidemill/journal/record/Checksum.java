// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

import io.tidemill.memory.Memory;

/// The CRC32C of parts of some memory, without garbage: the view that it reads through is made once.
public final class Checksum {
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer view;

    public Checksum(long address, int bytes) {
        view = Memory.segment(address, bytes).asByteBuffer();
    }

    /// The CRC of `bytes` bytes, the first of which is number `from` of the memory.
    public int of(int from, int bytes) {
        crc.reset();
        update(from, bytes);
        return value();
    }

    public void reset() {
        crc.reset();
    }

    public void update(int from, int bytes) {
        view.limit(from + bytes).position(from);
        crc.update(view);
    }

    public int value() {
        return (int) crc.getValue();
    }
}
