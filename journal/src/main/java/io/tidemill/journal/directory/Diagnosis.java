// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import io.tidemill.journal.JournalException;

/// What a scan found out about a journal: whether it is whole, and what its valid prefix says.
public sealed interface Diagnosis {
    /// Of the valid prefix.
    JournalFacts facts();

    /// Places between valid records where bytes lie that are no record and that nothing was lost by.
    int strayPlaces();

    /// What is no part of the journal, nor can ever be again.
    Remains remains();

    /// All that was ever written is there, as far as can be told.
    record Sound(JournalFacts facts, int strayPlaces) implements Diagnosis {
        @Override
        public Remains remains() {
            return Remains.NONE;
        }
    }

    /// The end was not written whole, because the process or the machine died: none of it was acknowledged, and the journal goes
    /// on without it.
    record TornTail(JournalFacts facts, int strayPlaces, BadPlace at, Remains remains) implements Diagnosis {
        @Override
        public String toString() {
            return "the journal ends at sequence %d with a record that was not written whole, %s; discarded: %s"
                    .formatted(facts.lastSequence(), at, remains);
        }
    }

    /// What was once whole is not any more.
    record Corrupt(JournalFacts facts, int strayPlaces, BadPlace at, Remains remains) implements Diagnosis {
        @Override
        public String toString() {
            return "the journal is damaged, %s; behind sequence %d this would be lost: %s".formatted(at,
                    facts.lastSequence(), remains);
        }

        /// Refuses to start from here.
        public JournalException refusal() {
            return new JournalException(JournalException.Kind.CORRUPTION,
                    this + ". Restore the file from a copy, or start with --accept-data-loss");
        }
    }
}
