// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalException.Kind;
import io.tidemill.memory.Field;

/// The numbers that tell how a column was written. All of them are little-endian, bits are counted from the lowest.
///
/// *Packed* below is one byte of width `w`, an int64 base, and for each number the `w` bits by which it is above the base, one
/// after the other; the last byte is filled up with zeros. A width is 56 at most; with width 0 all numbers are the base.
///
/// | encoding | of | bytes |
/// |---|---|---|
/// | [#PLAIN] | values | as they lie in memory |
/// | | booleans | a bit for each row, from bit 0 of the first byte on |
/// | | text | an int32 length for each row, then the texts |
/// | [#OFFSETS] | values | packed |
/// | [#DELTAS] | values | the first as an int64, then what each adds to the one before it, packed |
/// | [#RUNS] | values | an int32 number of runs, the value of each, packed, and how often it stands there, packed |
/// | [#DECIMALS] | doubles | one byte `d`, then the integers, packed, that divided by 10^`d` are the values |
/// | [#COMPRESSED] | values | an LZ4 block of what plain would be |
/// | | text | lengths, packed, then an LZ4 block of the texts |
/// | [#SPLIT] | values | an LZ4 block of the first bytes of all values, then of their second bytes, and so on |
/// | [#SAME] | booleans | one byte, 0 or 1, for all rows |
/// | [#PACKED_LENGTHS] | text | lengths, packed, then the texts |
/// | [#DICTIONARY] | text | an int32 number of entries, their lengths, packed, their texts, and the entry of each row, packed |
///
/// Binary is written as text is, and so are lists: what a list's bytes are is in the page of the journal's format.
/// Decimals of more than 18 digits have 16 bytes, and are plain or split. Other
/// values are taken as integers of their width with a sign, also the bits of floats, and differences modulo 2^64.
final class ColumnFormat {
    static final int PLAIN = 0;
    static final int OFFSETS = 1;
    static final int DELTAS = 2;
    static final int RUNS = 3;
    static final int COMPRESSED = 4;
    static final int SPLIT = 5;
    static final int SAME = 6;
    static final int PACKED_LENGTHS = 7;
    static final int DICTIONARY = 8;
    static final int DECIMALS = 9;

    /// In the head: which encoding.
    static final int ENCODING = 0x0f;
    /// In the head: validity bits follow.
    static final int NULLS = 0x10;
    /// In the head: all rows are null, and nothing follows.
    static final int ALL_NULL = 0x20;

    static final int HEAD_BYTES = 1;

    /// How far behind its end an encoding may be written, or read, by whole words.
    static final int SLACK = 16;

    private ColumnFormat() {}

    static long bitBytes(int rows) {
        return (rows + 7L) >>> 3;
    }

    /// Refuses what cannot be journaled.
    static void require(Field field) {
        switch (field.type().layout()) {
            case HEAP -> throw new JournalException(Kind.UNFIT,
                    "column `%s` is %s, which cannot be journaled: give it a type, such as by map(Class, ...) or an input of a record"
                            .formatted(field.name(), field.type()));
            case BITS, FIXED, BYTES -> {}
        }
    }
}
