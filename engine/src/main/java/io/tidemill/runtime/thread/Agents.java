// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.thread;

import org.agrona.concurrent.Agent;

import io.tidemill.runtime.failure.Closing;

/// Several agents that take turns on one thread. What one of them throws reaches the caller as it was thrown.
public final class Agents implements Agent {
    private final Agent[] agents;

    public Agents(Agent... agents) {
        this.agents = agents;
    }

    @Override
    public void onStart() {
        for (Agent agent : agents) {
            agent.onStart();
        }
    }

    @Override
    public int doWork() throws Exception {
        int work = 0;
        for (Agent agent : agents) {
            work += agent.doWork();
        }
        return work;
    }

    /// Closes every agent, whatever happens, also those that never started.
    @Override
    public void onClose() {
        Closing closing = new Closing();
        for (Agent agent : agents) {
            closing.close(agent::onClose);
        }
        closing.rethrow();
    }

    @Override
    public String roleName() {
        return "agents";
    }
}
