// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.suite;

import java.util.BitSet;

import net.openhft.affinity.Affinity;

/// Keeps the calling thread on a core, where the system can.
public final class Cores implements AutoCloseable {
    private final BitSet before;

    private Cores(BitSet before) {
        this.before = before;
    }

    /// Pins the calling thread until the result is closed.
    public static Cores pin(int core) {
        BitSet before = Affinity.getAffinity();
        Affinity.setAffinity(core);
        return new Cores(before);
    }

    @Override
    public void close() {
        Affinity.setAffinity(before);
    }
}
