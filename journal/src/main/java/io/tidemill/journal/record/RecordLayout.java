// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Memory;

/// Where the parts of a record lie. All numbers are little-endian; a record takes a multiple of 8 bytes.
///
/// | from | bytes | what |
/// |---|---|---|
/// | 0 | 4 | [#MAGIC] |
/// | 4 | 2 | [#VERSION] |
/// | 6 | 2 | the type of the record |
/// | 8 | 8 | the incarnation |
/// | 16 | 8 | the sequence of the first entry |
/// | 24 | 4 | the CRC of the record before |
/// | 28 | 4 | n, the bytes of the payload: 4 more than a multiple of 8 |
/// | 32 | n | the payload, with zeros up to its length |
/// | 32 + n | 4 | CRC32C of all the bytes before |
public final class RecordLayout {
    /// The letters `TIDE`: how a record begins.
    public static final int MAGIC = 0x45444954;
    /// The version of the format that is written, and the newest that is read.
    public static final short VERSION = 1;

    /// The first record of a file: a [io.tidemill.journal.JournalHeader] and the file's number.
    public static final short HEADER = 1;
    /// One or more entries.
    public static final short ENTRIES = 2;
    /// What a sink has committed: a record of its commit log, never of a journal.
    public static final short COMMIT = 3;

    public static final int MAGIC_AT = 0;
    public static final int VERSION_AT = 4;
    public static final int TYPE_AT = 6;
    public static final int INCARNATION_AT = 8;
    public static final int SEQUENCE_AT = 16;
    public static final int PREVIOUS_CRC_AT = 24;
    public static final int LENGTH_AT = 28;
    public static final int PAYLOAD_AT = 32;

    /// What a record takes beside its payload.
    public static final int FRAME_BYTES = PAYLOAD_AT + Integer.BYTES;
    /// What a record's size is a multiple of.
    public static final int ALIGNMENT = 8;
    /// The longest payload that is written or believed.
    public static final int MOST_PAYLOAD_BYTES = 1 << 28;

    private RecordLayout() {}

    /// The length of a payload with the zeros behind it.
    public static int paddedPayload(int payloadBytes) {
        return (payloadBytes + FRAME_BYTES + ALIGNMENT - 1 & -ALIGNMENT) - FRAME_BYTES;
    }

    public static short version(long record) {
        return Memory.shortAt(record + VERSION_AT);
    }

    public static short type(long record) {
        return Memory.shortAt(record + TYPE_AT);
    }

    public static long incarnation(long record) {
        return Memory.longAt(record + INCARNATION_AT);
    }

    /// The sequence of the first entry, of a header the one that comes next.
    public static long sequence(long record) {
        return Memory.longAt(record + SEQUENCE_AT);
    }

    public static int previousCrc(long record) {
        return Memory.intAt(record + PREVIOUS_CRC_AT);
    }

    /// The bytes of a record, of which the length has been checked.
    public static int bytes(long record) {
        return FRAME_BYTES + Memory.intAt(record + LENGTH_AT);
    }

    /// The checksum that a record ends with.
    public static int crc(long record) {
        return Memory.intAt(record + bytes(record) - Integer.BYTES);
    }

    /// What speaks against the first [#PAYLOAD_AT] bytes of a record, as far as they tell by themselves; null if nothing does.
    public static @Nullable Flaw flaw(long record) {
        if (Memory.intAt(record + MAGIC_AT) != MAGIC) {
            return Flaw.NO_RECORD;
        }
        if (!isPayloadLength(Memory.intAt(record + LENGTH_AT))) {
            return Flaw.LENGTH;
        }
        return version(record) == VERSION ? null : Flaw.VERSION;
    }

    /// Whether a payload may have this length.
    public static boolean isPayloadLength(long bytes) {
        return bytes >= 0 && bytes <= MOST_PAYLOAD_BYTES && paddedPayload((int) bytes) == bytes;
    }
}
