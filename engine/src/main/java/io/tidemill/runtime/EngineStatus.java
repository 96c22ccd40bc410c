// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.List;
import java.util.Map;

import io.tidemill.DeadLetter;
import io.tidemill.ring.Reject;
import io.tidemill.runtime.ingest.Publishers;
import io.tidemill.runtime.recovery.Keeping;
import io.tidemill.runtime.source.Sources;

/// How an engine is doing, for people and their monitoring. Any thread, also after the stop.
public final class EngineStatus {
    private final AgentGroup agents;
    private final Publishers publishers;
    private final Sources sources;
    private final Keeping keeping;

    EngineStatus(AgentGroup agents, Publishers publishers, Sources sources, Keeping keeping) {
        this.agents = agents;
        this.publishers = publishers;
        this.sources = sources;
        this.keeping = keeping;
    }

    /// All numbers of the engine as they are now, by the names that Prometheus would give them.
    public Map<String, Long> metrics() {
        return agents.metrics().snapshot();
    }

    /// The share of the publishers' blocks that is in use, from 0 to 1.
    public double poolUse() {
        return publishers.use();
    }

    /// Whether the journal waits for space on the disk.
    public boolean isDiskLow() {
        return keeping.journal().isDiskLow();
    }

    /// What the sources are doing, by name.
    public Map<String, String> sourceStates() {
        return sources.states();
    }

    /// How many values of each source have become nulls because they were bad.
    public Map<String, Long> badValuesBySource() {
        return sources.badValues();
    }

    /// The latest bytes that were no row, oldest first.
    public List<Reject> latestRejects() {
        return agents.rejects().latest();
    }

    /// The latest rows that became dead letters, oldest first.
    public List<DeadLetter> deadLetters() {
        return agents.deadLetters().latest();
    }

    /// How many rejects each source made.
    public Map<String, Long> rejectsBySource() {
        return agents.rejects().bySource();
    }
}
