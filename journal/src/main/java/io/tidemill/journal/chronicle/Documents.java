// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.tidemill.journal.Carrier;

/// How Chronicle's documents lie in a file: each behind an int32 header, at a multiple of 4.
///
/// The header holds the length in its lower 30 bits; bit 30 says that the document is Chronicle's own, bit 31 that it is not whole. A
/// header of 0 stands where the next document will begin, one with all upper bits set and no length at the end of a file that was left.
final class Documents {
    static final int HEADER_BYTES = Integer.BYTES;

    private static final int LENGTH = 0x3fff_ffff;
    private static final int METADATA = 1 << 30;
    private static final int NOT_COMPLETE = 1 << 31;

    private Documents() {}

    /// Where the record begins that is the next one at a place or behind it; as [Carrier#nextRecord] has it.
    static long nextRecord(ByteBuffer bytes, long at, long from) {
        long place = nextHeader(bytes, at, from);
        if (place < 0) {
            return place;
        }
        return header(bytes, at, place) == 0 ? -1 : place + HEADER_BYTES;
    }

    /// Where the next header is that is not of Chronicle's own documents: of a record, or 0 where the next one will be; -1 if a file
    /// ends there, or what is there is not whole; [Carrier#NEED_MORE].
    static long nextHeader(ByteBuffer bytes, long at, long from) {
        long place = aligned(from);
        while (place - at <= bytes.limit() - HEADER_BYTES) {
            int header = header(bytes, at, place);
            if ((header & NOT_COMPLETE) != 0) {
                return -1;
            }
            if ((header & METADATA) == 0) {
                return place;
            }
            place = end(place, header & LENGTH);
        }
        return Carrier.NEED_MORE;
    }

    /// Where the next header stands behind a document.
    static long end(long place, int bytes) {
        return aligned(place + HEADER_BYTES + bytes);
    }

    private static long aligned(long place) {
        return place + HEADER_BYTES - 1 & -HEADER_BYTES;
    }

    private static int header(ByteBuffer bytes, long at, long place) {
        int header = bytes.getInt((int) (place - at));
        return bytes.order() == ByteOrder.LITTLE_ENDIAN ? header : Integer.reverseBytes(header);
    }
}
