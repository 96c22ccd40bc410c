// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

import java.util.List;

import io.tidemill.Fill;

/// How rows are made for the intervals in which a key has none.
///
/// @param keys how many columns are the key; they come first
/// @param window whose length is its slide: an interval
/// @param mostIntervals for how many intervals behind a row
/// @param fills for each column behind the keys
public record FillPlan(int keys, Window window, long mostIntervals, List<Value> fills) {

    /// What a column is filled by.
    public sealed interface Value {

        /// When the interval begins.
        record Start() implements Value {
            @Override
            public String toString() {
                return "start";
            }
        }

        /// When it ends.
        record End() implements Value {
            @Override
            public String toString() {
                return "end";
            }
        }

        /// What the user said.
        record Of(Fill fill) implements Value {
            @Override
            public String toString() {
                return fill.toString();
            }
        }
    }

    public FillPlan {
        fills = List.copyOf(fills);
    }

    /// Whether gaps can be filled only when the next row is known.
    public boolean isLinear() {
        return fills.stream().anyMatch(value -> value instanceof Value.Of(Fill fill) && fill instanceof Fill.Linear);
    }

    @Override
    public String toString() {
        return "gaps of at most %,d intervals filled by %s".formatted(mostIntervals, fills);
    }
}
