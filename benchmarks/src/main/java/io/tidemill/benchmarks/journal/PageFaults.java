// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How often a thread had to wait for a page of memory: one that only had to be mapped, or made writable, or one that came from the disk.
record PageFaults(long minor, long major) {
    private static final Path OF_THIS_THREAD = Path.of("/proc/thread-self/stat");
    private static final int MINOR = 7; // counted behind the thread's name
    private static final int MAJOR = 9;

    /// Those of the calling thread since it began.
    static PageFaults ofThisThread() throws IOException {
        String line = Files.readString(OF_THIS_THREAD);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return new PageFaults(Long.parseLong(fields[MINOR]), Long.parseLong(fields[MAJOR]));
    }

    PageFaults since(PageFaults before) {
        return new PageFaults(minor - before.minor, major - before.major);
    }
}
