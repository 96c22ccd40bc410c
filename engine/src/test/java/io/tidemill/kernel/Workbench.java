// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

/// Memory for a test of loops: inputs at any alignment among random bytes, outputs between canaries, and the end of what can be
/// read at all.
public final class Workbench implements AutoCloseable {
    private static final int ALIGNMENT = 64;
    private static final byte CANARY = (byte) 0xa5;
    private static final int PAGE_BYTES = 4096;

    public final long seed;
    public final SplittableRandom random;
    private final boolean atTheEnd;
    private final Arena arena = Arena.ofConfined();
    private final List<MemorySegment> canaries = new ArrayList<>();

    /// @param atTheEnd whether inputs end where nothing can be read any more, whatever alignment that gives them
    public Workbench(long seed, boolean atTheEnd) {
        this.seed = seed;
        this.atTheEnd = atTheEnd;
        this.random = new SplittableRandom(seed);
    }

    /// Memory for an input that starts so many bytes behind a 64-byte boundary, with random bytes in and around it.
    public long input(long bytes, int alignment) {
        if (atTheEnd) {
            return inputBeforeTheEnd(bytes);
        }
        MemorySegment segment = arena.allocate(bytes + 4 * ALIGNMENT, ALIGNMENT);
        fill(segment);
        return segment.address() + ALIGNMENT + alignment;
    }

    private void fill(MemorySegment segment) {
        byte[] bytes = new byte[(int) segment.byteSize()];
        random.nextBytes(bytes);
        MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    }

    /// Memory for an output with 64 bytes of slack, and canaries before it and behind the slack.
    public long output(long bytes) {
        long withSlack = (bytes + 2 * ALIGNMENT - 1) & -ALIGNMENT;
        MemorySegment segment = arena.allocate(withSlack + 2 * ALIGNMENT, ALIGNMENT).fill(CANARY);
        canaries.add(segment.asSlice(0, ALIGNMENT));
        canaries.add(segment.asSlice(ALIGNMENT + bytes + ALIGNMENT));
        return segment.address() + ALIGNMENT;
    }

    /// Memory that ends where nothing can be read any more: the end of a file that was mapped beyond it.
    ///
    /// A loop that reads behind it gets SIGBUS, which Java code sees as an InternalError, or which ends the JVM.
    private long inputBeforeTheEnd(long bytes) {
        long readable = (bytes + PAGE_BYTES - 1) & -PAGE_BYTES;
        try {
            Path file = Files.createTempFile("tidemill", ".guarded");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                MemorySegment mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, readable + PAGE_BYTES, arena);
                channel.truncate(readable);
                fill(mapped.asSlice(0, readable));
                return mapped.address() + readable - bytes;
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        for (MemorySegment canary : canaries) {
            for (long i = 0; i < canary.byteSize(); i++) {
                assertThat(canary.get(ValueLayout.JAVA_BYTE, i)).as("canary beside an output, seed %d", seed)
                        .isEqualTo(CANARY);
            }
        }
        arena.close();
    }
}
