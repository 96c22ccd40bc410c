// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

import java.util.List;

/// Where an operator stands among its siblings: the same operator of the same plan in each lane.
///
/// What siblings have gathered may be read between [ExchangeOperator#freeze] and the end of the [Operator#endOfBatch] that follows.
///
/// @param lane the operator's own, from 0 on
/// @param siblings the operators, by lane, the operator itself among them
public record Lanes(int lane, List<? extends Operator> siblings) {

    public Lanes {
        siblings = List.copyOf(siblings);
    }

    /// An operator whose lane is the only one.
    public static Lanes only(Operator operator) {
        return new Lanes(0, List.of(operator));
    }

    /// How many lanes there are.
    public int count() {
        return siblings.size();
    }

    /// Whether this is the only lane.
    public boolean isOnly() {
        return siblings.size() == 1;
    }

    /// Whether this is the first lane: the one that speaks for all where keys do not tell whose turn it is.
    public boolean isFirst() {
        return lane == 0;
    }

    /// The first of some hash ranges that this lane merges. The lanes divide them in order, so that what lane after lane gives
    /// stands in the order of ranges.
    public int firstOf(int ranges) {
        return ranges * lane / count();
    }

    /// The end, exclusive, of those that this lane merges.
    public int endOf(int ranges) {
        return ranges * (lane + 1) / count();
    }
}
