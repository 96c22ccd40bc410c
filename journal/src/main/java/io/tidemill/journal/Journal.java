// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal;

/// Keeps the input in the order in which it is processed.
public interface Journal extends AutoCloseable {

    /// What a crash of the process or of the machine leaves behind.
    Durability durability();

    /// Appends the next entry: its sequence is one above the last. An error is final: the journal takes no more entries and
    /// the engine stops. Journal agent only.
    void append(JournalEntry entry);

    /// The last sequence that is as durable as was promised. Never falls. Any thread.
    long durableSequence();

    /// The place of the last entry.
    Position position();

    @Override
    void close();
}
