// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.thread;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

import org.agrona.concurrent.Agent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.runtime.failure.Failure;
import net.openhft.affinity.Affinity;

/// Runs agents in a loop on one thread, until told to stop or until something fails.
///
/// Whatever an agent throws is recorded as the engine's failure and ends the loop: nothing goes on after an error.
public final class EngineThread extends Thread {
    private static final Logger LOG = LoggerFactory.getLogger(EngineThread.class);
    private static final int NO_CORE = -1;

    private final Agent agents;
    private final Idle idle;
    private final int core;
    private final Failure failure;
    private final BooleanSupplier running;
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile boolean interruptedAtEnd;

    /// @param core to keep to, or -1
    public EngineThread(String name, Agent agents, Idle idle, int core, Failure failure, BooleanSupplier running) {
        super(name);
        this.agents = agents;
        this.idle = idle;
        this.core = core;
        this.failure = failure;
        this.running = running;
        setDaemon(true);
    }

    public static int core(List<Integer> cores, int thread) {
        return cores.isEmpty() ? NO_CORE : cores.get(thread);
    }

    @Override
    public void run() {
        try {
            pin();
            agents.onStart();
            started.countDown();
            while (running.getAsBoolean() && !failure.isRecorded()) {
                if (agents.doWork() > 0) {
                    idle.reset();
                } else {
                    idle.idle();
                }
            }
        } catch (Throwable thrown) {
            record(thrown);
        } finally {
            started.countDown();
            try {
                agents.onClose();
            } catch (Throwable thrown) {
                failure.record(thrown);
            }
        }
    }

    private void record(Throwable thrown) {
        if (interruptedAtEnd) {
            LOG.info("thread {} has ended by {}", getName(), thrown.toString());
        } else {
            failure.record(thrown);
        }
    }

    /// Ends what the thread waits in. What that throws is no failure: nothing more was expected of the thread.
    void interruptAtEnd() {
        interruptedAtEnd = true;
        interrupt();
    }

    /// Waits until the agents have started, or failed to.
    void awaitStarted() throws InterruptedException {
        started.await();
    }

    private void pin() {
        if (core == NO_CORE) {
            return;
        }
        try {
            Affinity.setAffinity(core);
        } catch (RuntimeException | LinkageError refused) {
            LOG.warn("thread {} is not pinned to core {}: {}", getName(), core, refused.toString());
        }
    }
}
