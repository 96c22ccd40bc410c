// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.thread;

import java.util.Collection;

import io.tidemill.ring.Doorbell;

/// The doorbells of those threads that wait for what an agent does; none of the agent's own thread.
public final class Bells {
    private final Doorbell[] bells;

    public Bells(Collection<Doorbell> bells) {
        this.bells = bells.toArray(Doorbell[]::new);
    }

    /// Wakes all of them that sleep: a plain load each when none does.
    public void ring() {
        for (Doorbell bell : bells) {
            bell.ring();
        }
    }
}
