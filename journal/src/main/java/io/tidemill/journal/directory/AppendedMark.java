// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The last record that has reached the system: its last sequence and its CRC, which belong together.
///
/// One thread writes and never waits; others read, again if the writer came between. An odd version says that it is writing.
final class AppendedMark {
    private static final VarHandle VERSION;

    static {
        try {
            VERSION = MethodHandles.lookup().findVarHandle(AppendedMark.class, "version", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile int version;
    private long sequence;
    private int crc;

    AppendedMark(long sequence, int crc) {
        this.sequence = sequence;
        this.crc = crc;
    }

    void set(long toSequence, int toCrc) {
        int before = version;
        VERSION.setOpaque(this, before + 1);
        VarHandle.storeStoreFence();
        sequence = toSequence;
        crc = toCrc;
        version = before + 2; // volatile: what follows looks at sleepers, see Wakeup
    }

    /// Moves with each record; odd while it is written.
    int version() {
        return version;
    }

    /// To be asked after the sequence and the CRC were read: whether both belong to a version that was read before them.
    boolean isStill(int before) {
        VarHandle.loadLoadFence();
        return (before & 1) == 0 && before == (int) VERSION.getOpaque(this);
    }

    long sequence() {
        return sequence;
    }

    int crc() {
        return crc;
    }
}
