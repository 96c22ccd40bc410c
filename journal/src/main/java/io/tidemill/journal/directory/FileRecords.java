// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.Storage;
import io.tidemill.journal.record.Flaw;
import io.tidemill.journal.record.RecordChain;
import io.tidemill.journal.record.RecordLayout;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// Finds whole records in one file after the other: knows checksums, and nothing of what comes before or after.
final class FileRecords implements AutoCloseable {
    private static final int MORE_BYTES = 64 << 10;
    /// Records begin at multiples of this, whatever the carrier.
    private static final int STEP_BYTES = 4;

    private final JournalFiles files;
    private final FileWindow window;
    private Storage.@Nullable File file;
    private @Nullable Path path;
    private long at;
    private int bytes;
    private long lastWritten;

    FileRecords(JournalFiles files, MemoryBudget budget) {
        this.files = files;
        this.window = new FileWindow(budget);
    }

    /// Goes on with another file.
    void open(Path next) {
        closeFile();
        path = next;
        lastWritten = 0;
        try {
            Storage.File opened = files.storage().open(next);
            file = opened;
            window.show(opened);
        } catch (IOException refused) {
            throw trouble(refused);
        }
    }

    /// What speaks against a record at a place of the file or, past what the carrier keeps there, behind it; null if there is a
    /// whole one, which then lies at [#record] until the next call.
    @Nullable
    Flaw look(long from) {
        at = from;
        try {
            long next = skipCarrier(from);
            if (next >= from) {
                return whole(next);
            }
            return next == Carrier.NEED_MORE ? Flaw.CUT_OFF : Flaw.NOTHING;
        } catch (IOException refused) {
            throw trouble(refused);
        }
    }

    private long skipCarrier(long from) throws IOException {
        window.cover(from, STEP_BYTES);
        for (;;) {
            long next = files.carrier().nextRecord(window.bytes(), window.begin(), from);
            if (next != Carrier.NEED_MORE) {
                return next;
            }
            int known = (int) (window.end() - from);
            int more = Math.min(known + MORE_BYTES, window.capacity());
            boolean isAll = more == known || (!window.cover(from, more) && window.end() - from == known);
            if (isAll) {
                return isZero(from, known) ? -1 : Carrier.NEED_MORE;
            }
        }
    }

    private boolean isZero(long from, int length) {
        for (int i = 0; i < length; i++) {
            if (Memory.byteAt(window.address(from) + i) != 0) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Flaw whole(long place) throws IOException {
        at = place;
        if (!window.cover(place, RecordLayout.FRAME_BYTES)) {
            return isZero(place, (int) (window.end() - place)) ? Flaw.NOTHING : Flaw.CUT_OFF;
        }
        long frame = window.address(place);
        Flaw flaw = RecordLayout.flaw(frame);
        if (flaw == Flaw.NO_RECORD || flaw == Flaw.LENGTH) {
            return flaw;
        }
        short version = RecordLayout.version(frame);
        bytes = RecordLayout.bytes(frame);
        if (bytes <= window.capacity() ? !window.cover(place, bytes) : openFile().size() < place + bytes) {
            return Flaw.CUT_OFF;
        }
        int crc = window.crc(place, bytes - Integer.BYTES);
        long crcAt = place + bytes - Integer.BYTES;
        if (!window.cover(crcAt, Integer.BYTES)) {
            return Flaw.CUT_OFF;
        }
        if (Memory.intAt(window.address(crcAt)) != crc) {
            return Flaw.CHECKSUM;
        }
        if (version > RecordLayout.VERSION) {
            throw new JournalException(JournalException.Kind.TOO_NEW,
                    "%s holds a record of version %d of the format at byte %,d; this is version %d: read it with the newer release that wrote it"
                            .formatted(path, version, place, RecordLayout.VERSION));
        }
        window.grow(bytes); // only now that the length is known to be what was written
        return window.cover(place, bytes) ? flaw : Flaw.CUT_OFF;
    }

    /// Looks for the next whole record at a place or anywhere behind it that [Candidate] wants; false if there is none.
    ///
    /// Afterwards [#lastWritten] says up to where there was anything but zeros.
    boolean search(long from, Candidate candidate) {
        try {
            long place = from;
            while (window.cover(place, RecordLayout.FRAME_BYTES)) {
                place = nextMagic(place);
                if (place + RecordLayout.FRAME_BYTES <= window.end()) {
                    if (isWanted(place, candidate)) {
                        return true;
                    }
                    place++;
                }
            }
            noteWritten(place, window.end());
            return false;
        } catch (IOException refused) {
            throw trouble(refused);
        }
    }

    private boolean isWanted(long place, Candidate candidate) throws IOException {
        boolean found = window.cover(place, RecordLayout.FRAME_BYTES)
                && RecordLayout.flaw(window.address(place)) == null && candidate.wants(window.address(place))
                && whole(place) == null;
        if (found) {
            lastWritten = end();
        }
        return found;
    }

    /// Where the record at a place ends if its length is what was written, which is not known; the place itself if the first bytes
    /// do not even say that it is the next record.
    long claimedEnd(long place, RecordChain chain) {
        try {
            boolean isNext = window.cover(place, RecordLayout.PAYLOAD_AT)
                    && RecordLayout.flaw(window.address(place)) == null && chain.isNext(window.address(place));
            return isNext ? place + RecordLayout.bytes(window.address(place)) : place;
        } catch (IOException refused) {
            throw trouble(refused);
        }
    }

    /// Whether the bytes between two places are a whole record but for its length.
    boolean isWholeButForLength(long from, long to) {
        try {
            long length = to - from - RecordLayout.FRAME_BYTES;
            if (to - from > window.capacity() || !RecordLayout.isPayloadLength(length)
                    || !window.cover(from, (int) (to - from))) {
                return false;
            }
            long lengthAt = window.address(from) + RecordLayout.LENGTH_AT;
            int found = Memory.intAt(lengthAt);
            Memory.putInt(lengthAt, (int) length);
            boolean isWhole = window.crc(from, (int) (to - from) - Integer.BYTES) == Memory
                    .intAt(window.address(to - Integer.BYTES));
            Memory.putInt(lengthAt, found);
            return isWhole;
        } catch (IOException refused) {
            throw trouble(refused);
        }
    }

    /// Says of the first bytes of what may be a record whether it is worth a checksum.
    interface Candidate {
        boolean wants(long frame);
    }

    /// The next place in the window where a record may begin, or so near its end that more must be read to tell.
    private long nextMagic(long from) {
        long shift = window.address(from) - from;
        long end = window.end() - Long.BYTES;
        long place = from;
        while (place <= end) {
            if (Memory.longAt(place + shift) == 0) {
                place += Long.BYTES; // most of what is searched
            } else if (Memory.intAt(place + shift) == RecordLayout.MAGIC) {
                lastWritten = place + Integer.BYTES;
                return place;
            } else {
                noteWritten(place, ++place);
            }
        }
        return place;
    }

    private void noteWritten(long from, long to) {
        for (long place = from; place < to; place++) {
            if (Memory.byteAt(window.address(place)) != 0) {
                lastWritten = place + 1;
            }
        }
    }

    /// Up to where a search has seen anything but zeros; 0 if nothing.
    long lastWritten() {
        return lastWritten;
    }

    /// Where the whole record that was found lies in memory.
    long record() {
        return window.address(at);
    }

    /// Where in the file the record begins, or the place that was looked at last.
    long at() {
        return at;
    }

    /// Where in the file the record ends.
    long end() {
        return at + bytes;
    }

    int bytes() {
        return bytes;
    }

    Path path() {
        return Objects.requireNonNull(path, "no file is open");
    }

    /// Forgets what was read of the file, because a writer may have gone on.
    void forget() {
        window.forget();
    }

    long fileBytes() {
        try {
            return openFile().size();
        } catch (IOException refused) {
            throw trouble(refused);
        }
    }

    private Storage.File openFile() {
        return Objects.requireNonNull(file, "no file is open");
    }

    private JournalException trouble(IOException refused) {
        return JournalFiles.trouble(path, refused);
    }

    void closeFile() {
        Storage.File open = file;
        if (open != null) {
            file = null;
            window.showNothing();
            try {
                open.close();
            } catch (IOException refused) {
                throw trouble(refused);
            }
        }
    }

    @Override
    public void close() {
        window.close();
        closeFile();
    }
}
