// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.distinct;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.operator.columns.ColumnGather;
import io.tidemill.operator.columns.Compactor;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.state.SeenKeys;

/// Passes on the first row of each key, of a batch or of some time.
///
/// The time of a row is that of the tick before it, which is known when it comes.
public final class DistinctOperator implements ExchangeOperator {
    private final Schema schema;
    private final int[] keyColumns;
    private final boolean isOfBatch;
    private final long horizonMicros;
    private final Owned owned = new Owned();
    private final Column[] keys;
    private final Column[] columns;
    private final Chunk firsts;
    private Compactor compactor;
    private ColumnGather[] gathers = {}; // in the only lane
    private SeenKeys seen;
    private @Nullable MergedFirsts merged; // in several lanes
    private long numbers;
    private long nowMicros;
    private boolean passing; // the batch is being put out

    public DistinctOperator(ColumnPlan.Distinct plan) {
        schema = plan.schema();
        keyColumns = plan.keys().stream().mapToInt(Integer::intValue).toArray();
        isOfBatch = plan.withinMicros() == ColumnPlan.Distinct.BATCH;
        horizonMicros = isOfBatch ? Long.MAX_VALUE : plan.withinMicros();
        keys = new Column[keyColumns.length];
        columns = new Column[schema.size()];
        firsts = new Chunk(schema);
    }

    @Override
    public Meeting meeting() {
        return Meeting.BY_RANGE;
    }

    @Override
    public void open(OperatorContext context) {
        compactor = new Compactor(schema, context, owned);
        List<Type> keyTypes = plannedTypes();
        seen = owned.add(new SeenKeys(context.budget(), "the keys of " + context.name(), keyTypes, horizonMicros,
                context.zeroTimeMicros(), context.chunkRows()));
        nowMicros = context.zeroTimeMicros();
        numbers = owned.allocate(context, "first rows", 4L * context.chunkRows());
        if (context.lanes().isOnly()) {
            gathers = new ColumnGather[schema.size()];
            for (int i = 0; i < gathers.length; i++) {
                gathers[i] = new ColumnGather(schema.field(i).type(), context, owned);
            }
        } else {
            merged = new MergedFirsts(schema, keyTypes, DistinctOperator::merged, context, owned);
        }
    }

    private List<Type> plannedTypes() {
        return Arrays.stream(keyColumns).mapToObj(column -> schema.field(column).type()).toList();
    }

    private static MergedFirsts merged(Operator sibling) {
        return Objects.requireNonNull(((DistinctOperator) sibling).merged);
    }

    @Override
    public Progress process(Chunk input, Output output) {
        if (input.selectedRows() > 0) {
            try {
                take(compactor.compact(input), output);
            } catch (MemoryLimitException refused) {
                throw refusal(refused);
            }
        }
        return Progress.DONE;
    }

    private void take(Chunk dense, Output output) {
        for (int i = 0; i < keys.length; i++) {
            keys[i] = dense.column(keyColumns[i]);
        }
        if (merged != null) {
            for (int i = 0; i < columns.length; i++) {
                columns[i] = dense.column(i);
            }
            merged.current().add(keys, columns, dense.rows(), numbers);
            return;
        }
        int count = seen.firsts(keys, dense.rows(), nowMicros, numbers);
        if (count == dense.rows()) {
            output.pass(dense);
        } else if (count > 0) {
            output.pass(picked(dense, count));
        }
    }

    private Chunk picked(Chunk dense, int count) {
        for (int i = 0; i < gathers.length; i++) {
            firsts.column(i).set(gathers[i].gather(dense.column(i), numbers, count), 0);
        }
        firsts.rows(count);
        return firsts;
    }

    @Override
    public void freeze(long batchTimeMicros, long watermarkMicros) {
        if (merged != null) {
            try {
                merged.current().freeze();
            } catch (MemoryLimitException refused) {
                throw refusal(refused);
            }
        }
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        if (merged != null) {
            if (!passing) {
                merge(merged);
                passing = true;
            }
            if (!merged.isDone()) {
                output.pass(merged.next());
                return Progress.MORE;
            }
            passing = false;
        }
        nowMicros = batchTimeMicros;
        if (isOfBatch) {
            seen.clear();
        } else {
            seen.advance(batchTimeMicros);
        }
        return Progress.DONE;
    }

    private void merge(MergedFirsts rows) {
        try {
            rows.merge(seen, nowMicros);
        } catch (MemoryLimitException refused) {
            throw refusal(refused);
        }
    }

    /// Tells more of a refusal: how much there is already.
    private MemoryLimitException refusal(MemoryLimitException refused) {
        return refused.and(" (it remembers %,d keys)".formatted(seen.keys()));
    }

    @Override
    public void close() {
        owned.close();
    }
}
