// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.kills;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;

import static java.nio.file.StandardOpenOption.READ;

/// The document that another process writes into a file of Chronicle's: its header, which is 0 until all of it is there, and the bytes
/// behind it, which are 0 until it is begun.
final class OpenDocument implements AutoCloseable {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final int LENGTH = 0x3fff_ffff;
    private static final int NOT_WHOLE = 1 << 31;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment file;
    private long place; // of the first header that is not whole

    OpenDocument(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, READ)) {
            file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    /// Whether some of a document is there, and not all.
    boolean isBegun() {
        for (int header = intAt(place); header != 0 && (header & NOT_WHOLE) == 0; header = intAt(place)) {
            place = place + Integer.BYTES + (header & LENGTH) + Integer.BYTES - 1 & -Integer.BYTES;
        }
        return intAt(place) == 0 && intAt(place + Integer.BYTES) != 0;
    }

    private int intAt(long offset) {
        return (int) INT.getVolatile(file, offset);
    }

    /// Waits until some document has been begun for some time.
    void awaitBegun(long nanos, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        long whole = System.nanoTime();
        for (long now = whole; now - whole <= nanos; now = System.nanoTime()) {
            whole = isBegun() ? whole : now;
            if (now > end) {
                throw new AssertionError("no document stays open for %d ns".formatted(nanos));
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
