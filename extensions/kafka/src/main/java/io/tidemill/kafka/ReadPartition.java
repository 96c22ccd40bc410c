// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import org.apache.kafka.common.TopicPartition;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A partition that is read: where in it the reader is, and where it ends.
final class ReadPartition {
    static final long NO_END = Long.MAX_VALUE;

    private final TopicPartition id;
    private final byte[] topicUtf8;
    private final long end;
    private int life;
    private String part;
    private long next;
    private long rowsEnd;
    private int looksMissed;

    /// @param place where to go on
    /// @param rowsEnd the offset behind the last row before that, -1 if there is none
    /// @param end the offset to end before, or [#NO_END]
    ReadPartition(TopicPartition id, Places.Place place, long rowsEnd, long end) {
        this.id = id;
        this.topicUtf8 = id.topic().getBytes(UTF_8);
        this.life = place.life();
        this.part = Places.part(id, life);
        this.next = place.offset();
        this.rowsEnd = rowsEnd;
        this.end = end;
    }

    TopicPartition id() {
        return id;
    }

    byte[] topicUtf8() {
        return topicUtf8;
    }

    /// What the journal calls it: one and the same string each time.
    String part() {
        return part;
    }

    /// The offset to be read next.
    long next() {
        return next;
    }

    long end() {
        return end;
    }

    /// Whether all of it that is wanted has been read.
    boolean isRead() {
        return next >= end;
    }

    /// How many offsets are left before the end, which there is.
    long left() {
        return Math.max(0, end - next);
    }

    /// The offset behind the last record that became a row; -1 if there is none.
    long rowsEnd() {
        return rowsEnd;
    }

    /// Goes on behind a record.
    void take(long offset, boolean asRow) {
        next = offset + 1;
        if (asRow) {
            rowsEnd = next;
        }
    }

    /// Goes on further behind.
    void skipTo(long offset) {
        next = offset;
    }

    /// Begins anew at an offset that need not be behind the last: in the journal's eyes as another part.
    void beginAnew(long offset) {
        life++;
        part = Places.part(id, life);
        next = offset;
        rowsEnd = -1;
    }

    /// Counts the looks, one after the other, that did not find it at the broker.
    int missed(boolean isThere) {
        looksMissed = isThere ? 0 : looksMissed + 1;
        return looksMissed;
    }
}
