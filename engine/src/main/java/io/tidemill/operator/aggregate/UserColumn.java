// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.codec.BoxedValues;
import io.tidemill.memory.Column;
import io.tidemill.memory.ColumnWriter;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.fold.AggregatorCalls;
import io.tidemill.state.GroupResults;
import io.tidemill.state.accumulation.Accumulation;
import io.tidemill.state.accumulation.HeapStates;

/// What an aggregate of the user's makes of its states; null for groups without any.
final class UserColumn implements AggregateColumn {
    private final int step;
    private final AggregatorCalls calls;
    private final HeapStates states;
    private final ColumnWriter values;

    UserColumn(int step, AggregatorCalls calls, Accumulation accumulation, OperatorContext context, Owned owned) {
        this.step = step;
        this.calls = calls;
        String what = "an aggregate of " + context.name();
        states = (HeapStates) owned.add(accumulation.results(context.budget(), what));
        values = owned.add(
                new ColumnWriter(context.budget(), what, calls.aggregate().result(), context.chunkRows()));
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        results.pick(step, numbers, count, states);
        values.clear();
        for (int i = 0; i < count; i++) {
            Object state = states.get(i);
            Object result = state == null ? null : calls.finish(state);
            if (result != null) {
                write(result, i);
            }
        }
        return values.column();
    }

    private void write(Object result, int row) {
        try {
            BoxedValues.write(result, values, row);
        } catch (ArithmeticException | ClassCastException unwritable) {
            throw calls.failure(unwritable);
        }
    }
}
