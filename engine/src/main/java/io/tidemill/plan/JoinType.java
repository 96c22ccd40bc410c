// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

/// Which rows a join gives.
public enum JoinType {
    /// Every pair of rows that match.
    INNER,
    /// And left rows without a match.
    LEFT,
    /// And right rows without a match.
    RIGHT,
    /// And both.
    FULL,
    /// Left rows that have a match, once each.
    SEMI,
    /// Left rows that have none.
    ANTI;

    /// Whether matches are given as pairs.
    public boolean givesPairs() {
        return this != SEMI && this != ANTI;
    }

    /// Whether a left row without a match is given.
    public boolean keepsLeft() {
        return this == LEFT || this == FULL || this == ANTI;
    }

    /// Whether a right row without a match is given.
    public boolean keepsRight() {
        return this == RIGHT || this == FULL;
    }
}
