// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import com.lmax.disruptor.Sequence;
import io.tidemill.journal.Positions;
import io.tidemill.memory.Padding;

/// What a source says between its rows: rejects, and notes of how far its parts were read. Each stands in front of a row.
///
/// A ring of fixed size. The writer fills an entry, then moves `added`, then the count of the rows that come behind; so whoever sees
/// a row sees what stands in front of it.
final class Asides extends Padding {
    /// The most that wait to be taken.
    static final int SIZE = 256;
    /// The most notes that are taken with one chunk: each is looked up among the parts of the chunk.
    private static final int NOTES_OF_A_CHUNK = 64;
    private static final String NO_PART = "";

    private final long[] rows = new long[SIZE];
    private final String[] parts = new String[SIZE];
    private final long[] offsets = new long[SIZE];
    private final @Nullable Reject[] rejects = new Reject[SIZE];
    private final Sequence added = new Sequence(0);
    private final Sequence shown = new Sequence(0);
    private long taken; // ingest

    Asides() {
        Arrays.fill(parts, NO_PART);
    }

    /// Adds a reject in front of a row; false if too many wait. Writer.
    boolean reject(long row, Reject reject) {
        return add(row, NO_PART, 0, reject);
    }

    /// Adds a note in front of a row; false if too many wait. Writer.
    boolean note(long row, String part, long offset) {
        return add(row, part, offset, null);
    }

    private boolean add(long row, String part, long offset, @Nullable Reject reject) {
        long next = added.get();
        if (next - shown.get() == SIZE) { // acquires the release in `showTaken`: the entry is no longer read
            return false;
        }
        int at = at(next);
        rows[at] = row;
        parts[at] = part;
        offsets[at] = offset;
        rejects[at] = reject;
        added.set(next + 1); // releases the entry: paired with the acquiring loads in `isNext` and `limit`
        return true;
    }

    /// Whether one stands in front of a row. Ingest, when all before the row was taken.
    boolean isNext(long row) {
        return added.get() > taken && rows[at(taken)] <= row;
    }

    /// How far rows may be taken as one: up to the first reject, or up to where notes are too many. Ingest.
    long limit(long end) {
        long last = added.get();
        for (long next = taken; next < last && rows[at(next)] < end; next++) {
            if (rejects[at(next)] != null || next - taken == NOTES_OF_A_CHUNK) {
                return rows[at(next)];
            }
        }
        return end;
    }

    /// Takes the next one if it is a reject. Ingest, when [#isNext].
    @Nullable
    Reject takeReject() {
        Reject reject = rejects[at(taken)];
        if (reject != null) {
            rejects[at(taken)] = null;
            taken++;
        }
        return reject;
    }

    /// The row in front of which the next one stands, if it is a note and the row is at most this one; -1 if not. Ingest.
    long nextNote(long most) {
        boolean isNote = isNext(most) && rejects[at(taken)] == null;
        return isNote ? rows[at(taken)] : -1;
    }

    /// Takes the next one, which is a note. Ingest.
    void takeNote(Positions target) {
        target.put(parts[at(taken)], offsets[at(taken)]);
        taken++;
    }

    /// Tells other threads what was taken, now that it stands in the ring. Ingest.
    void showTaken() {
        shown.set(taken);
    }

    /// Whether every one that was added stands in the ring. Any thread.
    boolean areTaken() {
        return shown.get() == added.get();
    }

    private static int at(long number) {
        return (int) number & SIZE - 1;
    }
}
