// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.thread;

import java.util.List;

import io.tidemill.runtime.failure.Closing;

/// Several agents that take turns on one thread. What one of them throws reaches the caller as it was thrown.
public final class Agents implements EngineAgent {
    private final EngineAgent[] agents;

    public Agents(List<? extends EngineAgent> agents) {
        this.agents = agents.toArray(EngineAgent[]::new);
    }

    @Override
    public boolean hasWork() {
        for (EngineAgent agent : agents) {
            if (agent.hasWork()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void onStart() {
        for (EngineAgent agent : agents) {
            agent.onStart();
        }
    }

    @Override
    public int doWork() throws Exception {
        int work = 0;
        for (EngineAgent agent : agents) {
            work += agent.doWork();
        }
        return work;
    }

    /// Closes every agent, whatever happens, also those that never started.
    @Override
    public void onClose() {
        Closing closing = new Closing();
        for (EngineAgent agent : agents) {
            closing.close(agent::onClose);
        }
        closing.rethrow();
    }

    @Override
    public String roleName() {
        return "agents";
    }
}
