// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.memory.table.KeyTable;
import io.tidemill.operator.Lanes;
import io.tidemill.state.ColumnSlice;
import io.tidemill.state.GroupResults;
import io.tidemill.state.SliceMerge;

/// What came for slices of event time after these had entered a window that is still open: kept beside the window, and added to what
/// it comes to each time that it is put out. Costs a copy of the window's groups each time, as long as there are any.
final class Stragglers implements AutoCloseable {
    private final SliceMaker maker;
    private final SliceMerge merge;
    private final List<Straggler> slices = new ArrayList<>(); // oldest first
    private final ArrayDeque<ColumnSlice> spare = new ArrayDeque<>();
    private final GrowableColumn order;
    private @Nullable ColumnSlice sum;

    private record Straggler(long number, ColumnSlice slice) {}

    Stragglers(SliceMaker maker, SliceMerge merge) {
        this.maker = maker;
        this.merge = merge;
        this.order = GrowableColumn.zeroed(maker.budget(), "stragglers", Integer.BYTES);
    }

    boolean isEmpty() {
        return slices.isEmpty();
    }

    /// The number of the newest slice that has any.
    long newest() {
        return slices.isEmpty() ? Long.MIN_VALUE : slices.getLast().number();
    }

    /// Takes a lane's share of a slice, as far as it is of this lane's hash ranges.
    void add(EventSlices.Numbered late, Lanes lanes) {
        int at = slices.size();
        while (at > 0 && slices.get(at - 1).number() >= late.number) {
            at--;
        }
        if (at == slices.size() || slices.get(at).number() != late.number) {
            slices.add(at, new Straggler(late.number, spare.isEmpty() ? maker.slice() : spare.pop()));
        }
        merge.add(late.partial, lanes.firstOf(KeyTable.RANGES), lanes.endOf(KeyTable.RANGES), slices.get(at).slice());
    }

    /// Forgets slices up to a number.
    void forget(long number) {
        while (!slices.isEmpty() && slices.getFirst().number() <= number) {
            ColumnSlice left = slices.removeFirst().slice();
            left.clear();
            spare.push(left);
        }
    }

    /// What a window comes to with all of them; good until the next call.
    GroupResults addedTo(GroupResults window) {
        ColumnSlice all = sum == null ? maker.slice() : sum;
        sum = all;
        all.clear();
        add(window, all);
        slices.forEach(straggler -> add(straggler.slice(), all));
        return all;
    }

    private void add(GroupResults results, ColumnSlice all) {
        order.ensure(results.groups().count());
        merge.add(results, order.address(), results.order(order.address()), all);
    }

    @Override
    public void close() {
        slices.forEach(straggler -> straggler.slice().close());
        slices.clear();
        spare.forEach(ColumnSlice::close);
        spare.clear();
        order.close();
        if (sum != null) {
            sum.close();
        }
    }
}
