// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import java.util.function.Function;
import java.util.function.Supplier;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.KeyTable;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Sides;
import io.tidemill.state.ColumnSlice;
import io.tidemill.state.LaneMerge;
import io.tidemill.state.LanePartial;

/// What one lane of an aggregate gathers: the rows of its own chunks, by group.
final class LaneGroups {
    private final Sides<LanePartial> sides;
    private final LaneMerge merge;

    LaneGroups(MemoryBudget budget, Supplier<ColumnSlice> slice, Owned owned) {
        sides = new Sides<>(owned.add(new LanePartial(budget, slice.get())),
                owned.add(new LanePartial(budget, slice.get())));
        merge = owned.add(new LaneMerge(budget));
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
