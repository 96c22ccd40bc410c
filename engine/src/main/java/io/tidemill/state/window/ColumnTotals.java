// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.window;

import java.util.List;
import java.util.function.Supplier;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.state.ColumnSlice;
import io.tidemill.state.GroupResults;
import io.tidemill.state.Groups;
import io.tidemill.state.accumulation.Accumulation;
import io.tidemill.state.accumulation.Accumulators;

/// What the groups of a sliding window come to: a column of totals for each accumulation.
///
/// Groups stay in the tables when their rows have left. When more are dead than alive the window moves to new tables.
public final class ColumnTotals implements WindowTotals<ColumnSlice>, GroupResults {
    static final String WHAT = "the groups of a window";

    private final int accumulations;
    private final boolean flips;
    private WindowColumns columns;
    private WindowColumns spare; // holds no memory but during a rebuild
    private final GrowableColumn live; // the same; numbers of groups
    private final GrowableColumn renumbered; // the same; by old number

    /// @param maker of groups like those of the slices
    public ColumnTotals(MemoryBudget budget, List<Accumulation> accumulations, Supplier<? extends Groups> maker) {
        this.accumulations = accumulations.size();
        this.columns = new WindowColumns(budget, accumulations, maker.get());
        this.spare = new WindowColumns(budget, accumulations, maker.get());
        this.live = GrowableColumn.zeroed(budget, WHAT, Integer.BYTES);
        this.renumbered = GrowableColumn.zeroed(budget, WHAT, Integer.BYTES);
        this.flips = columns.totals().stream().anyMatch(TotalColumn::flips);
    }

    @Override
    public Groups groups() {
        return columns.groups();
    }

    @Override
    public boolean flips() {
        return flips;
    }

    @Override
    public void beginFlip() {
        for (int i = 0; i < accumulations; i++) {
            columns.totals().get(i).beginFlip(groups().count());
        }
    }

    @Override
    public void flip(ColumnSlice slice) {
        for (int i = 0; i < accumulations; i++) {
            columns.totals().get(i).flip(slice.accumulators(i), slice.mapping(), slice.groups().count());
        }
    }

    @Override
    public void leave(ColumnSlice slice) {
        for (int i = 0; i < accumulations; i++) {
            columns.totals().get(i).leave(slice.accumulators(i), slice.mapping(), slice.groups().count());
        }
        columns.members().leave(slice.mapping(), slice.groups().count());
    }

    @Override
    public void enter(ColumnSlice slice) {
        slice.mapInto(groups());
        for (int i = 0; i < accumulations; i++) {
            TotalColumn total = columns.totals().get(i);
            total.ensure(groups().count());
            total.enter(slice.accumulators(i), slice.mapping(), slice.groups().count());
        }
        columns.members().enter(slice.mapping(), slice.groups().count(), groups().count());
    }

    @Override
    public boolean isStale() {
        return columns.members().isStale();
    }

    @Override
    public void rebuild(SlidingWindow<ColumnSlice, ?> window) {
        try {
            live.ensure(columns.members().live());
            renumbered.ensure(groups().count());
            columns.members().listLive(live.address(), renumbered.address());
            spare.takeLive(columns, live);
            for (int i = 0; i < window.ended(); i++) {
                window.slice(i).renumber(renumbered.address());
            }
            WindowColumns left = columns;
            columns = spare;
            spare = left;
        } catch (MemoryLimitException refused) {
            // the window stays where it is
        } finally {
            giveBackSpare();
        }
    }

    private void giveBackSpare() {
        spare.close();
        live.close();
        renumbered.close();
    }

    @Override
    public int order(long numbers) {
        groups().order(numbers);
        return columns.members().keepLive(numbers, groups().count());
    }

    @Override
    public void pick(int accumulation, long which, int count, Accumulators picked) {
        columns.totals().get(accumulation).pick(which, count, picked);
    }

    @Override
    public void mergeInto(int accumulation, long which, int count, Accumulators target, long numbers) {
        columns.totals().get(accumulation).mergeInto(target, which, count, numbers);
    }

    @Override
    public void close() {
        giveBackSpare();
        columns.close();
    }
}
