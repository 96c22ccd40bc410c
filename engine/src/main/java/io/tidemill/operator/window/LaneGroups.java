// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import java.util.function.Function;

import io.tidemill.memory.table.KeyTable;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Sides;
import io.tidemill.state.ColumnSlice;
import io.tidemill.state.LanePartial;
import io.tidemill.state.SliceMerge;

/// What one lane of an aggregate gathers of a slide: the rows of its own chunks, by group.
final class LaneGroups {
    private final Sides<LanePartial> sides;
    private final SliceMerge merge;

    LaneGroups(SliceMaker slices, Owned owned) {
        sides = new Sides<>(owned.add(new LanePartial(slices.budget(), slices.slice())),
                owned.add(new LanePartial(slices.budget(), slices.slice())));
        merge = owned.add(new SliceMerge(slices.budget()));
    }

    /// The slice to be filled.
    ColumnSlice current() {
        return sides.current().slice();
    }

    /// Leaves what was gathered as it is, for the siblings to read.
    void freeze() {
        sides.current().freeze();
    }

    /// Adds what all lanes have frozen to a slice, as far as it is of this lane's hash ranges, and begins to gather anew.
    ///
    /// @param of what a sibling has gathered
    void mergeInto(ColumnSlice slice, Lanes lanes, Function<Operator, LaneGroups> of) {
        int from = lanes.firstOf(KeyTable.RANGES);
        int to = lanes.endOf(KeyTable.RANGES);
        for (Operator sibling : lanes.siblings()) {
            merge.add(sides.frozenBy(of.apply(sibling).sides), from, to, slice);
        }
        sides.turn().clear();
    }
}
