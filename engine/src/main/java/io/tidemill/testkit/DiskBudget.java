// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.nio.file.Path;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.spill.SpillDirectory;

/// A budget that gives tables no memory, so that all of each is on disk from its first byte.
final class DiskBudget implements AutoCloseable {
    private static final Path DIRECTORY = Path.of(System.getProperty("java.io.tmpdir"), "tidemill-harness");
    private static final long DISK_BYTES = 1L << 28;

    private final MemoryBudget state = MemoryBudget.limited("no state", 0);
    private final MemoryBudget disk = MemoryBudget.limited("the disk", DISK_BYTES);
    private final MemoryBudget budget;

    DiskBudget(String name) {
        budget = MemoryBudget.limited("all", OperatorHarness.PLENTY)
                .operator(name, state, SpillDirectory.open(DIRECTORY).within(state, disk));
    }

    /// Whether this system has what it takes.
    static boolean isAvailable() {
        return "Linux".equals(System.getProperty("os.name"));
    }

    MemoryBudget budget() {
        return budget;
    }

    /// Throws if space on the disk is left.
    @Override
    public void close() {
        disk.close();
    }
}
