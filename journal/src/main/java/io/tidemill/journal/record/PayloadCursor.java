// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import io.tidemill.journal.JournalException;
import io.tidemill.memory.Memory;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Reads what a [RecordFrame] wrote, believing nothing: whatever does not fit is CORRUPTION at the cursor's place.
public final class PayloadCursor {
    private final RecordPlace place;
    private long at;
    private long end;

    public PayloadCursor(RecordPlace place) {
        this.place = place;
    }

    /// Begins at the payload of a record whose frame was found whole.
    public void begin(long record) {
        at = record + RecordLayout.PAYLOAD_AT;
        end = record + RecordLayout.bytes(record) - Integer.BYTES;
    }

    /// Whether anything but padding remains. Padding is less than 8 zeros.
    public boolean hasMore() {
        if (at == end) {
            return false;
        }
        if (Memory.byteAt(at) != EntryKind.PADDING) {
            return true;
        }
        requireOnlyPadding();
        return false;
    }

    /// Throws if anything but padding remains.
    public void requireOnlyPadding() {
        if (end - at >= RecordLayout.ALIGNMENT) {
            throw place.corruption("%,d bytes where the record should end".formatted(end - at));
        }
        for (; at < end; at++) {
            if (Memory.byteAt(at) != 0) {
                throw place.corruption("padding that is not zero");
            }
        }
    }

    long address() {
        return at;
    }

    int unsignedByte() {
        require(1);
        return Memory.byteAt(at++) & 0xff;
    }

    public int fixedInt() {
        require(Integer.BYTES);
        at += Integer.BYTES;
        return Memory.intAt(at - Integer.BYTES);
    }

    public long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int part = unsignedByte();
            value |= (long) (part & 0x7f) << shift;
            if (part < 0x80) {
                boolean spilled = shift == 63 && part > 1;
                boolean padded = part == 0 && shift > 0;
                if (spilled || padded) {
                    break;
                }
                return value;
            }
        }
        throw place.corruption("a number that nobody writes");
    }

    /// A number from 0 to `most`.
    public int varint(int most, String what) {
        long value = varint();
        if (value < 0 || value > most) {
            throw place.corruption("%s is %d, of at most %,d".formatted(what, value, most));
        }
        return (int) value;
    }

    /// How many things follow, each of which takes a byte at least.
    int count(String what) {
        long left = end - at;
        return varint((int) left, what);
    }

    /// A length, and so many bytes behind it, which are passed over; answers the length: they end at [#address].
    int passOver(String what) {
        int length = count(what);
        require(length);
        at += length;
        return length;
    }

    public String text() {
        int length = passOver("the length of a text");
        byte[] utf8 = new byte[length];
        Memory.copyOut(at - length, utf8, 0, length);
        return new String(utf8, UTF_8);
    }

    private void require(int bytes) {
        if (end - at < bytes) {
            throw place.corruption("an entry goes on behind the end of its record");
        }
    }

    JournalException corruption(String what) {
        return place.corruption(what);
    }

    JournalException corruption(String what, Throwable cause) {
        return place.corruption(what, cause);
    }
}
