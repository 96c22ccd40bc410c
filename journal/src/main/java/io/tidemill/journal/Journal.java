// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal;

import java.util.List;

/// Keeps the input in the order in which it is processed: one incarnation, while it is written.
///
/// [#append], [#flush], [#position] and [#recordBytes] belong to the journal agent, which never waits: where something is not possible now they
/// answer false and are called again. An exception is final: the journal takes no more entries, its durable sequence stays where
/// it is, and the engine stops.
public interface Journal extends AutoCloseable {

    Durability durability();

    /// Takes the next entry, whose sequence is one above the last. What it holds has been copied when this returns true; it
    /// reaches the journal with the next [#flush] at the latest.
    ///
    /// @return false if there is no room now: on the disk, or in memory while earlier entries wait for that
    boolean append(JournalEntry entry);

    /// Lets everything that was appended reach the journal; false if there is no room on the disk now.
    boolean flush();

    /// The last sequence that is as durable as was promised. Never falls. Any thread.
    long durableSequence();

    /// Whether appends wait for space on the disk. Any thread.
    boolean isDiskLow();

    /// The place of the last entry.
    Position position();

    /// How many bytes of records were written, headers included; 0 where nothing is.
    default long recordBytes() {
        return 0;
    }

    /// What has to be done beside the appending: each on a thread of its own, until the journal is closed.
    List<Companion> companions();

    /// Ends the companions, keeps what was flushed, and, at a level that promises it, forces it. Idempotent.
    @Override
    void close();

    /// Work of the journal's that may wait for the disk, such as the barrier.
    interface Companion {
        /// For the name of its thread.
        String name();

        /// Works until the journal is closed. What it throws fails the engine.
        ///
        /// @param onProgress to be called when the durable sequence has moved or room has come
        void run(Runnable onProgress) throws Exception;
    }
}
