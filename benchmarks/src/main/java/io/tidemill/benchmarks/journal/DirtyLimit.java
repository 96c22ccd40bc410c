// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much written data Linux keeps in memory before it makes writers wait for the disk.
final class DirtyLimit {
    private static final Path SETTINGS = Path.of("/proc/sys/vm");

    private DirtyLimit() {}

    /// An estimate from above: the share is of all memory, where the system takes what is available.
    static long bytes() throws IOException {
        long set = number(SETTINGS.resolve("dirty_bytes"));
        return set > 0 ? set : memoryBytes() / 100 * number(SETTINGS.resolve("dirty_ratio"));
    }

    private static long memoryBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
            if (line.startsWith("MemTotal:")) {
                return 1_024 * Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("/proc/meminfo does not say how much memory there is");
    }

    private static long number(Path setting) throws IOException {
        return Long.parseLong(Files.readString(setting).strip());
    }
}
