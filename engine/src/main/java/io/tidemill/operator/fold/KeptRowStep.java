// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.accumulation.Accumulators;
import io.tidemill.state.accumulation.KeptRows;

/// Keeps the rows of a chunk that beat what their groups have: first it is found which, then only these are copied.
final class KeptRowStep implements FoldStep {
    private final Kernel<Loop.Winner> loop;
    private final GroupedValues counted;
    private final @Nullable GroupedValues ranks;
    private final @Nullable GroupedValues values;
    private final Arrivals arrivals;
    private final GrowableColumn best; // by group: its best row in the chunk at hand, or -1
    private final long touched; // the groups that have one

    /// @param counted the rows that count
    /// @param ranks null where the arrival decides
    /// @param values null where the rank is all that is asked for
    KeptRowStep(Kernel<Loop.Winner> loop, GroupedValues counted, @Nullable GroupedValues ranks,
            @Nullable GroupedValues values, Arrivals arrivals, OperatorContext context, Owned owned) {
        this.loop = loop;
        this.counted = counted;
        this.ranks = ranks;
        this.values = values;
        this.arrivals = arrivals;
        best = owned
                .add(GrowableColumn.filled(context.budget(), "the best rows of " + context.name(), Integer.BYTES, -1));
        touched = owned.allocate(context, "groups with a better row", 4L * context.chunkRows());
    }

    @Override
    public void add(int rows, Accumulators accumulators) {
        KeptRows kept = (KeptRows) accumulators;
        best.ensure(kept.groups());
        Column rank = ranks == null ? null : ranks.column();
        Column value = values == null ? null : values.column();
        int count = contest(rank, kept);
        for (int i = 0; i < count; i++) {
            int group = Memory.intAt(touched + 4L * i);
            long at = best.address() + 4L * group;
            int row = Memory.intAt(at);
            Memory.putInt(at, -1);
            kept.keep(group, rank, value, row, arrivals.slot(), arrivals.row(row));
        }
    }

    private int contest(@Nullable Column rank, KeptRows kept) {
        Column known = kept.ranks();
        if (rank == null || known == null) {
            return loop.current()
                    .apply(counted.groups(), counted.rowNumbers(), counted.count(), 0, 0, 0, kept.kept(), 0, 0, 0,
                            best.address(), touched);
        }
        return loop.current()
                .apply(counted.groups(), counted.rowNumbers(), counted.count(), rank.data(), rank.starts(), rank.ends(),
                        kept.kept(), known.data(), known.starts(), known.ends(), best.address(), touched);
    }
}
