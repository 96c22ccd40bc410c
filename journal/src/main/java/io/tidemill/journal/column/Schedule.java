// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

/// Says when to look again which encoding is best: often at first, ever less as long as the answer stays the same, and soon when
/// chunks take clearly more bytes than they did when it was chosen.
final class Schedule {
    private static final int FIRST_CHUNKS = 8;
    private static final int MOST_CHUNKS = 256;
    /// Chunks that differ all the time must not cost a look each.
    private static final int SOON_CHUNKS = 4;
    private static final double TOLERANCE = 1.3;
    /// What a chunk may take besides: heads, which weigh in small ones.
    private static final int SLACK_BYTES = 32;

    private int interval = FIRST_CHUNKS;
    private int left;
    private double bytesPerRow;

    boolean isDue() {
        return left == 0;
    }

    /// Says what has come of looking.
    void looked(boolean changed, double expectedBytesPerRow) {
        interval = changed ? FIRST_CHUNKS : Math.min(2 * interval, MOST_CHUNKS);
        left = interval;
        bytesPerRow = expectedBytesPerRow;
    }

    /// Says what a chunk took.
    void took(long bytes, int rows) {
        left = Math.max(0, left - 1);
        if (bytes > TOLERANCE * bytesPerRow * rows + SLACK_BYTES) {
            lookSoon();
        }
    }

    void lookSoon() {
        left = Math.min(left, SOON_CHUNKS);
        interval = FIRST_CHUNKS;
    }
}
