// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.thread;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;

/// Gets ready in the background what an engine does without at first: the memory barrier, and, once there is a load that is worth
/// it, the vector twins of its kernels.
///
/// An engine serves at once with scalar twins; an idle one never pays for the others.
public final class BackgroundWarmUp extends Thread {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWarmUp.class);
    private static final long CHUNKS_WORTH_IT = 200;
    private static final long LOOK_NANOS = 100_000_000;

    private final Forge forge;
    private final MemoryBudget budget;
    private final LongSupplier chunks;

    /// @param chunks how many the engine has dealt with
    public BackgroundWarmUp(String engine, Forge forge, MemoryBudget budget, LongSupplier chunks) {
        super("tidemill-" + engine + "-warm-up");
        this.forge = forge;
        this.budget = budget.child("kernel warm-up");
        this.chunks = chunks;
        setDaemon(true);
    }

    @Override
    public void run() {
        MemoryBarrier.prepare();
        while (chunks.getAsLong() < CHUNKS_WORTH_IT) {
            LockSupport.parkNanos(this, LOOK_NANOS);
            if (isInterrupted()) {
                return;
            }
        }
        try {
            forge.warm(budget, System::nanoTime);
        } catch (MemoryLimitException refused) {
            LOG.info("kernels stay scalar: {}", refused.getMessage());
        }
    }

    /// Ends the thread and waits for it.
    public void end() {
        interrupt();
        boolean interrupted = false;
        while (isAlive()) {
            try {
                join();
            } catch (InterruptedException asked) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
