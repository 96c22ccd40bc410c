// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

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
import io.tidemill.operator.columns.Compactor;
import io.tidemill.plan.ColumnPlan;

/// Puts beside each row what the rows of its key have come to since the stream began, in the order in which they came.
///
/// In one lane rows go on as they come; in several they are gathered, and each lane goes through those of its hash ranges at the end of the
/// batch.
public final class RunningOperator implements ExchangeOperator {
    private final ColumnPlan.Running plan;
    private final Owned owned = new Owned();
    private final Column[] keys;
    private OperatorContext context;
    private Compactor compactor;
    private RunningFold fold;
    private @Nullable RunningExchange exchange; // in several lanes
    private boolean passing; // the batch is being put out

    public RunningOperator(ColumnPlan.Running plan) {
        this.plan = plan;
        keys = new Column[plan.keys().size()];
    }

    @Override
    public Meeting meeting() {
        return keys.length == 0 ? Meeting.IN_FIRST_LANE : Meeting.BY_RANGE;
    }

    @Override
    public void open(OperatorContext opened) {
        context = opened;
        Schema schema = plan.input().schema();
        compactor = new Compactor(schema, context, owned);
        fold = new RunningFold(plan, context, owned);
        if (!context.lanes().isOnly()) {
            List<Type> types = plan.keys().stream().map(key -> schema.field(key).type()).toList();
            exchange = new RunningExchange(schema, types, RunningOperator::exchange, context, owned);
        }
    }

    private static RunningExchange exchange(Operator sibling) {
        return Objects.requireNonNull(((RunningOperator) sibling).exchange);
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
        if (exchange == null) {
            output.pass(fold.add(dense));
            return;
        }
        for (int i = 0; i < keys.length; i++) {
            keys[i] = dense.column(plan.keys().get(i));
        }
        exchange.add(dense, keys, context.slot().getAsLong());
    }

    @Override
    public void freeze(long batchTimeMicros, long watermarkMicros) {
        if (exchange != null) {
            exchange.freeze();
        }
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        if (exchange == null) {
            return Progress.DONE;
        }
        if (!passing) {
            exchange.begin();
        }
        Chunk next = exchange.next();
        passing = next.rows() > 0;
        if (passing) {
            try {
                output.pass(fold.add(next));
            } catch (MemoryLimitException refused) {
                throw refusal(refused);
            }
        }
        return passing ? Progress.MORE : Progress.DONE;
    }

    /// Tells more of a refusal: how much there is already.
    private MemoryLimitException refusal(MemoryLimitException refused) {
        return refused.and(" (it keeps what %,d keys have come to)".formatted(fold.groups()));
    }

    @Override
    public void close() {
        owned.close();
    }
}
