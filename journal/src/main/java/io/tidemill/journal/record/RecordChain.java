// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalHeader;

/// Which record comes next: its incarnation, its sequence, and the CRC of the one before it.
public final class RecordChain {
    private long incarnation;
    private long nextSequence;
    private int previousCrc;

    /// Goes on with another incarnation, behind the same record.
    public void incarnation(long number) {
        incarnation = number;
    }

    /// Begins behind a seal.
    public void begin(long ofIncarnation, JournalHeader.Seal behind) {
        incarnation = ofIncarnation;
        nextSequence = behind.sequence() + 1;
        previousCrc = behind.crc();
    }

    /// Whether the first bytes of a record say that it is the next, whatever its type.
    public boolean isNext(long frame) {
        return RecordLayout.incarnation(frame) == incarnation && RecordLayout.sequence(frame) == nextSequence
                && RecordLayout.previousCrc(frame) == previousCrc;
    }

    /// What speaks against a whole record being the next; null if nothing does.
    public @Nullable Flaw flaw(long record, short type) {
        if (RecordLayout.incarnation(record) != incarnation) {
            return Flaw.INCARNATION;
        }
        if (RecordLayout.sequence(record) != nextSequence) {
            return Flaw.SEQUENCE;
        }
        if (RecordLayout.previousCrc(record) != previousCrc) {
            return Flaw.CHAIN;
        }
        return RecordLayout.type(record) == type ? null : Flaw.TYPE;
    }

    /// Goes on behind a record.
    public void follow(long record, int entries) {
        nextSequence += entries;
        previousCrc = RecordLayout.crc(record);
    }

    public long incarnation() {
        return incarnation;
    }

    public long nextSequence() {
        return nextSequence;
    }

    /// The last entry's sequence, and the last record's CRC.
    public JournalHeader.Seal seal() {
        return new JournalHeader.Seal(nextSequence - 1, previousCrc);
    }

    /// Whether the chain has come to a seal.
    public boolean isAt(JournalHeader.Seal seal) {
        return seal.sequence() == nextSequence - 1 && seal.crc() == previousCrc;
    }
}
