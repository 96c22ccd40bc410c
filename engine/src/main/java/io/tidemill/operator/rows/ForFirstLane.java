// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.Sides;

/// What each lane gathers of a batch, for the first lane to make the results of: keys that are Java objects have no hash range that
/// would be the same in every run, and functions over a whole batch are called once.
///
/// The first lane has one place, which it empties when its results are out. The others have two ([Sides]).
final class ForFirstLane<T> {
    private final Lanes lanes;
    private final Function<Operator, ForFirstLane<T>> of;
    private final Sides<T> sides;

    /// @param maker of an empty place
    /// @param of what a sibling of the operator gathers
    ForFirstLane(Lanes lanes, Supplier<T> maker, Function<Operator, ForFirstLane<T>> of) {
        this.lanes = lanes;
        this.of = of;
        T place = maker.get();
        this.sides = new Sides<>(place, lanes.isFirst() ? place : maker.get());
    }

    /// Whether this lane makes the results.
    boolean isFirst() {
        return lanes.isFirst();
    }

    /// The place that is being filled.
    T current() {
        return sides.current();
    }

    /// Hands over what the other lanes have gathered, in their order. At the end of a batch, in the first lane.
    void forEachOther(Consumer<T> action) {
        for (Operator sibling : lanes.siblings().subList(1, lanes.count())) {
            action.accept(sides.frozenBy(of.apply(sibling).sides));
        }
    }

    /// Goes on with an emptied place.
    ///
    /// @param emptied clears the place
    void next(Consumer<T> emptied) {
        emptied.accept(sides.turn());
    }
}
