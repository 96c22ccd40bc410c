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

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardOpenOption.READ;
import static org.assertj.core.api.Assertions.assertThat;

/// The lock that Chronicle holds inside an append, seen from another process: the number of the process that has it.
final class ChronicleLock implements AutoCloseable {
    private static final String NAME = "chronicle.write.lock";
    private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();
    private static final long FREE = Long.MIN_VALUE;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment metadata;
    private final long at;

    /// @param queue the directory of one
    ChronicleLock(Path queue) throws IOException {
        try (FileChannel channel = FileChannel.open(queue.resolve("metadata.cq4t"), READ)) {
            metadata = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
        String text = new String(metadata.toArray(ValueLayout.JAVA_BYTE), ISO_8859_1);
        assertThat(text).contains(NAME);
        at = (long) text.indexOf(NAME) + NAME.length() + Long.BYTES & -Long.BYTES; // aligned, behind a byte for its type
    }

    /// The number of the process that holds it, in its own namespace; 0 if none does.
    long holder() {
        long word = (long) WORD.getVolatile(metadata, at);
        return word == FREE ? 0 : word;
    }

    /// Waits until some process has held it for some time.
    void awaitHeld(long nanos, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        long free = System.nanoTime();
        for (long now = free; now - free <= nanos; now = System.nanoTime()) {
            free = holder() == 0 ? now : free;
            if (now > end) {
                throw new AssertionError("nobody holds Chronicle's lock for %d ns".formatted(nanos));
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
