// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

/// The cheapest of the encodings that were considered.
final class Choice {
    private int encoding;
    private long bytes;
    private double cost;

    void begin() {
        cost = Double.MAX_VALUE;
    }

    /// @param expectedCost see [Cost]
    void consider(int candidate, long expectedBytes, double expectedCost) {
        if (expectedCost < cost) {
            encoding = candidate;
            bytes = expectedBytes;
            cost = expectedCost;
        }
    }

    int encoding() {
        return encoding;
    }

    long bytes() {
        return bytes;
    }
}
