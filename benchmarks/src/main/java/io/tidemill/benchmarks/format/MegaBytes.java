// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.format;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// How many 10^6 bytes an invocation has gone through: JMH shows them a second.
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class MegaBytes {
    private static final double BYTES = 1e6;

    public double megaBytes;

    @Setup(Level.Iteration)
    public void clear() {
        megaBytes = 0;
    }

    void add(long bytes) {
        megaBytes += bytes / BYTES;
    }
}
