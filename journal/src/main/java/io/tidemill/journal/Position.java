// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal;

/// A place in the journal.
///
/// @param incarnation counts the starts of the engine on a data directory, from 1
/// @param sequence numbers the slots, on through all incarnations
public record Position(long incarnation, long sequence) implements Comparable<Position> {

    @Override
    public int compareTo(Position other) {
        return Long.compare(sequence, other.sequence);
    }
}
