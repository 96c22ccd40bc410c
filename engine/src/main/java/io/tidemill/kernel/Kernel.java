// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A handle on a loop whose twin may change while the engine runs.
///
/// Read [#current] once per chunk and call what it answers: both twins give the same bits, so that it does not matter when the
/// [Forge] swaps them.
public final class Kernel<L extends Loop> {
    private static final VarHandle CURRENT;

    static {
        try {
            CURRENT = MethodHandles.lookup().findVarHandle(Kernel.class, "current", Loop.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final L scalar;
    private L current; // written with release by swap, read with acquire by current

    Kernel(L scalar) {
        this.scalar = scalar;
        this.current = scalar;
    }

    @SuppressWarnings("unchecked") // only an L is ever stored
    public L current() {
        return (L) CURRENT.getAcquire(this);
    }

    /// Whether the vector twin serves, for metrics and explanations.
    public boolean isVector() {
        return !scalar.equals(current());
    }

    L scalar() {
        return scalar;
    }

    void swap(L twin) {
        CURRENT.setRelease(this, twin);
    }
}
