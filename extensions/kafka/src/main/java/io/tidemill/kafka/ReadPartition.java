// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import org.apache.kafka.common.TopicPartition;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A partition that is read: where in it the reader is, how much of that the journal knows, and where it ends.
final class ReadPartition {
    static final long NO_END = Long.MAX_VALUE;

    private final TopicPartition id;
    private final byte[] topicUtf8;
    private final String part;
    private final long end;
    private long next;
    private long placed;
    private int looksMissed;

    /// @param next where to begin, which the journal knows
    /// @param end the offset to end before, or [#NO_END]
    ReadPartition(TopicPartition id, long next, long end) {
        this.id = id;
        this.topicUtf8 = id.topic().getBytes(UTF_8);
        this.part = Places.part(id);
        this.end = end;
        this.next = next;
        this.placed = next;
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

    /// Goes on behind a record.
    void take(long offset, boolean asRow) {
        next = offset + 1;
        if (asRow) {
            placed = next;
        }
    }

    /// Goes on at an offset, as far as the end, if that is further on than the journal knows; whether it is. The journal is to be told.
    boolean goOnAt(long offset) {
        long reached = Math.min(offset, end);
        if (reached <= placed) {
            return false;
        }
        next = reached;
        placed = reached;
        return true;
    }

    /// Begins anew, as if nothing had been read.
    void beginAnew(long first) {
        next = first;
        placed = first;
    }

    /// Counts the looks, one after the other, that did not find it at the broker.
    int missed(boolean isThere) {
        looksMissed = isThere ? 0 : looksMissed + 1;
        return looksMissed;
    }
}
