// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.latency;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.HdrHistogram.Histogram;

import io.tidemill.benchmarks.journal.ScratchDirectory;

/// What the disk alone takes: writes into a file whose space is allocated, each forced before the next.
final class RawForce {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int WARM_UPS = 100;

    private RawForce() {}

    static Histogram measure(Path parent, int bytes, int forces) throws IOException {
        Histogram histogram = new Histogram(LONGEST_NANOS, 3);
        ByteBuffer written = ByteBuffer.allocateDirect(bytes);
        try (ScratchDirectory scratch = ScratchDirectory.in(parent);
                FileChannel file = FileChannel.open(scratch.path().resolve("forced"), StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
            for (int i = 0; i < forces + WARM_UPS; i++) {
                file.write(written.clear(), (long) i * bytes);
            }
            file.force(true);
            for (int i = 0; i < forces + WARM_UPS; i++) {
                long start = System.nanoTime();
                file.write(written.clear(), (long) i * bytes);
                file.force(false);
                if (i >= WARM_UPS) {
                    histogram.recordValue(Math.min(System.nanoTime() - start, LONGEST_NANOS));
                }
            }
        }
        return histogram;
    }
}
