// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.reading;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// What files take on the disk: the blocks that are allocated for them, which Java does not tell. Linux does.
public final class DiskSpace {
    /// Paths that are not absolute begin at the working directory.
    private static final int AT_WORKING_DIRECTORY = -100;
    private static final int WANT_BLOCKS = 0x400;
    private static final int BLOCK_BYTES = 512;
    // of Linux's struct statx, the same on all processors
    private static final int STATX_BYTES = 256;
    private static final int MASK_AT = 0;
    private static final int BLOCKS_AT = 48;

    private final Optional<MethodHandle> statx;

    @SuppressWarnings("restricted") // the descriptor is that of statx(2)
    public DiskSpace() {
        Linker linker = Linker.nativeLinker();
        statx = linker.defaultLookup()
                .find("statx")
                .map(address -> linker.downcallHandle(address,
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS)));
    }

    /// The bytes that are allocated for a file; nothing where the system does not tell.
    public OptionalLong allocatedBytes(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(STATX_BYTES, Long.BYTES);
            if (statx.isEmpty() || !isKnown(statx.get(), arena.allocateFrom(file.toString()), status)) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(BLOCK_BYTES * status.get(ValueLayout.JAVA_LONG, BLOCKS_AT));
        }
    }

    private static boolean isKnown(MethodHandle statx, MemorySegment path, MemorySegment status) {
        try {
            int failed = (int) statx.invokeExact(AT_WORKING_DIRECTORY, path, 0, WANT_BLOCKS, status);
            return failed == 0 && (status.get(ValueLayout.JAVA_INT, MASK_AT) & WANT_BLOCKS) != 0;
        } catch (Throwable impossible) {
            throw new IllegalStateException("statx takes other arguments here", impossible);
        }
    }
}
