// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/// Lets one thread sleep until another, which never waits itself, has something for it.
///
/// What the sleeper looks at must be volatile: it says that it sleeps, looks once more, and sleeps; the other sets what is looked
/// at, then looks whether someone sleeps. So one of them sees the other.
final class Wakeup {
    private volatile @Nullable Thread sleeper;

    /// Costs the reading of a field if nobody sleeps.
    void ring() {
        Thread thread = sleeper;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /// Sleeps until something is ready or so much time has passed, or less: look again.
    void await(BooleanSupplier ready, long nanos) {
        sleeper = Thread.currentThread();
        if (!ready.getAsBoolean()) {
            LockSupport.parkNanos(this, nanos);
        }
        sleeper = null;
        // A companion ends when its journal is closed. An interrupt would only keep it from sleeping.
        Thread.interrupted();
    }
}
