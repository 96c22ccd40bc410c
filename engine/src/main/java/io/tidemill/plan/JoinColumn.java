// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

/// Where a column of a join's result comes from.
///
/// @param index among the columns of that side, or among the keys
public record JoinColumn(From from, int index) {

    public enum From {
        LEFT, RIGHT,
        /// The key that both sides were compared by, which is there even if one side is not.
        KEY
    }
}
