// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.kills;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.tidemill.journal.Carrier;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Sees another process append to its journal, as it does so.
///
/// Journals are zeros ahead of their writer. Where there is something else for the first time, most of the record that it belongs to
/// is still to come if records are long.
final class AppendWatch {
    private static final int SEEN_BYTES = 64; // no column has so many zeros in the middle

    private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

    private AppendWatch() {}

    /// Whether a place of a file is written.
    static boolean isWritten(Path file, long place) throws IOException {
        ByteBuffer seen = ByteBuffer.allocate(SEEN_BYTES);
        try (FileChannel channel = FileChannel.open(file)) {
            channel.read(seen, place);
        }
        return !Arrays.equals(seen.array(), new byte[SEEN_BYTES]);
    }

    /// Waits until a place of a file is written.
    ///
    /// @param place a multiple of 8
    static void awaitAppend(Path file, long place, Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (Files.size(file) < place + SEEN_BYTES) {
            assertThat(System.nanoTime()).as("%s grows to %d bytes", file, place).isLessThan(end);
            MILLISECONDS.sleep(1);
        }
        try (FileChannel channel = FileChannel.open(file); Arena arena = Arena.ofConfined()) {
            MemorySegment seen = channel.map(FileChannel.MapMode.READ_ONLY, place, SEEN_BYTES, arena);
            while (isZero(seen)) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("%s is not written at byte %d".formatted(file, place));
                }
                Thread.onSpinWait();
            }
        }
    }

    /// Waits for the first file of a new start.
    ///
    /// @param before the files of earlier starts
    static Path awaitFile(Path data, Carrier carrier, List<Path> before, Duration patience) {
        return await().atMost(patience)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> JournalLook.files(data, carrier)
                        .stream()
                        .filter(file -> !before.contains(file))
                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static boolean isZero(MemorySegment seen) {
        for (long at = 0; at < SEEN_BYTES; at += Long.BYTES) {
            if ((long) WORD.getVolatile(seen, at) != 0) {
                return false;
            }
        }
        return true;
    }
}
