// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.tidemill.journal.Carrier;

/// How Chronicle's documents lie in a file: each behind an int32 header, at a multiple of 4.
///
/// The header holds the length in its lower 30 bits; bit 30 says that the document is Chronicle's own, bit 31 that it is not whole. A
/// header of 0 stands where the next document will begin, one with only the upper bits set at the end of a file that was left.
/// Chronicle's own documents, its index among them, come before the first record and nowhere else.
final class Documents {
    static final int HEADER_BYTES = Integer.BYTES;

    private static final int LENGTH = 0x3fff_ffff;
    private static final int OWN = 1 << 30;
    private static final int NOT_WHOLE = 1 << 31;
    private static final int END = OWN | NOT_WHOLE;

    private Documents() {}

    /// Where the record begins that is the next one at a place or behind it, or what is there instead; as [Carrier#nextRecord] has it.
    static long nextRecord(ByteBuffer bytes, long at, long from) {
        long place = from == 0 ? firstHeader(bytes, at) : aligned(from);
        if (place < 0) {
            return place;
        }
        if (isBehind(bytes, at, place)) {
            return Carrier.NEED_MORE;
        }
        int header = header(bytes, at, place);
        return header == 0 || header == END ? -1 : place + HEADER_BYTES;
    }

    /// Where the first header is that is not of Chronicle's own documents: of a record, or 0 where the first one will be; -1 if those
    /// are not whole; [Carrier#NEED_MORE].
    static long firstHeader(ByteBuffer bytes, long at) {
        long place = 0;
        while (!isBehind(bytes, at, place)) {
            int header = header(bytes, at, place);
            if ((header & NOT_WHOLE) != 0) {
                return -1;
            }
            if ((header & OWN) == 0) {
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

    private static boolean isBehind(ByteBuffer bytes, long at, long place) {
        return place - at > bytes.limit() - HEADER_BYTES;
    }

    private static int header(ByteBuffer bytes, long at, long place) {
        int header = bytes.getInt((int) (place - at));
        return bytes.order() == ByteOrder.LITTLE_ENDIAN ? header : Integer.reverseBytes(header);
    }
}
