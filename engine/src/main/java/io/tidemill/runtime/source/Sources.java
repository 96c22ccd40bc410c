// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.ring.RowPublisher;
import io.tidemill.runtime.failure.Closing;

/// The sources of an engine that run on threads of their own: started together, ended together.
public final class Sources {
    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);
    private static final long STOP_SECONDS = 10;

    private final List<SourceRunner> runners = new ArrayList<>();
    private final SourceHost host;
    private boolean started;

    public Sources(SourceHost host) {
        this.host = host;
    }

    /// Adds a source, with the publisher that takes its rows.
    public void add(SourceBinding.Running binding, RowPublisher<?> publisher) {
        SourceRunner runner = new SourceRunner(host, binding.input(), binding.source(), publisher);
        if (binding.watchesOutput()) {
            runner.watch(host.places().watch(publisher.reader(), runner.resumeFrom()));
        }
        runners.add(runner);
    }

    /// Lets them all get ready, on the caller's thread.
    public void open() {
        runners.forEach(SourceRunner::open);
    }

    /// Lets them be: all that they had to give is known.
    public void skip() {
        runners.forEach(SourceRunner::skip);
    }

    /// Whether all of them have ended by themselves.
    public boolean areComplete() {
        return !runners.isEmpty() && runners.stream().allMatch(SourceRunner::isComplete);
    }

    public void start() {
        started = true;
        runners.forEach(SourceRunner::start);
    }

    /// Asks all of them to end, and waits for that, ten seconds at most.
    ///
    /// @param drive does some of the engine's work, if the caller has to: a source may wait for room; false if there was none
    public void stop(BooleanSupplier drive) {
        runners.forEach(SourceRunner::interrupt);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        for (SourceRunner runner : runners) {
            while (started && System.nanoTime() < end && runner.isAlive()) {
                if (!drive.getAsBoolean()) {
                    runner.join(1);
                }
            }
            if (runner.isAlive()) {
                LOG.warn("source {} has not ended within {} s of being asked to: its thread is left behind",
                        runner.source().name(), STOP_SECONDS);
            }
        }
    }

    /// Whether a thread is one of theirs.
    public boolean own(Thread thread) {
        for (SourceRunner runner : runners) {
            if (runner.runsOn(thread)) {
                return true;
            }
        }
        return false;
    }

    /// Whether those that end by themselves have ended.
    public boolean haveEnded() {
        return runners.stream().allMatch(runner -> runner.hasEnded() || !runner.source().bounded());
    }

    /// Whether the thread of one of them is left behind.
    public boolean areAlive() {
        return runners.stream().anyMatch(SourceRunner::isAlive);
    }

    /// How many values of each have become nulls in this start because they were bad, by name.
    public Map<String, Long> badValues() {
        Map<String, Long> counts = new TreeMap<>();
        runners.forEach(runner -> counts.put(runner.source().name(), runner.badValues()));
        return counts;
    }

    /// What they are doing, by name.
    public Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        runners.forEach(runner -> states.put(runner.source().name(), runner.state()));
        return states;
    }

    /// Makes sure that those that have ended hold no memory.
    public void close(Closing closing) {
        runners.stream().filter(runner -> !runner.isAlive()).forEach(runner -> closing.close(runner.budget()));
    }
}
