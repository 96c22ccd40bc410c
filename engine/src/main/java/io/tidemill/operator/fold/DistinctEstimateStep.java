// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import java.util.List;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.KeyHasher;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.accumulation.Accumulators;
import io.tidemill.state.accumulation.FixedAccumulators;

/// Adds the hashes of values to what their groups have seen; nulls are left out.
final class DistinctEstimateStep implements FoldStep {
    private final GroupedValues values;
    private final Kernel<Loop.Grouped> loop;
    private final KeyHasher hasher;
    private final Column[] columns = new Column[1];
    private final long hashes;

    DistinctEstimateStep(GroupedValues values, Type type, Kernel<Loop.Grouped> loop, OperatorContext context,
            Owned owned) {
        this.values = values;
        this.loop = loop;
        hasher = new KeyHasher(List.of(type));
        hashes = owned.allocate(context, "hashes", 8L * context.chunkRows());
    }

    @Override
    public void add(int rows, Accumulators accumulators) {
        columns[0] = values.column();
        hasher.hash(columns, rows, hashes);
        values.fold(loop.current(), hashes, ((FixedAccumulators) accumulators).address());
    }
}
