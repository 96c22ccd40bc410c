// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.thread;

import org.agrona.concurrent.Agent;

/// An agent that can tell whether it is worth calling.
public interface EngineAgent extends Agent {

    /// Whether there is something to do that is possible now. The agent's thread, before it sleeps: whoever makes something possible
    /// rings that thread's bell.
    boolean hasWork();
}
