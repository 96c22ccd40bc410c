// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

/// Lets output go when the input that it depends on is durable: the fourth law, in one place.
public final class OutputGate {
    private final Ring.Sequenced durable;

    /// @param durable moved by the journal: the last sequence that survives what the user chose to survive
    public OutputGate(Ring.Sequenced durable) {
        this.durable = durable;
    }

    public boolean isOpenFor(long dependsOn) {
        return dependsOn <= durable.passed();
    }
}
