// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import io.tidemill.journal.Journal;

/// Lets output go when the input that it depends on is durable: the fourth law, in one place.
public final class OutputGate {
    private final Journal journal;

    public OutputGate(Journal journal) {
        this.journal = journal;
    }

    /// @param dependsOn the sequence of the chunk or tick that made the output
    public boolean isOpenFor(long dependsOn) {
        return dependsOn <= journal.durableSequence();
    }
}
