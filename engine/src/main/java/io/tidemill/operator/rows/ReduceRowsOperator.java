// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import org.jspecify.annotations.Nullable;

import io.tidemill.Function2;
import io.tidemill.codec.RowCodec;
import io.tidemill.codec.RowText;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.HandedRows;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.plan.Site;
import io.tidemill.plan.UserCode;

/// Makes one row of all rows of a batch by a function of the user's that joins two: first those of each lane; none of an empty batch.
public final class ReduceRowsOperator<A> implements ExchangeOperator {
    private final RowCodec<A> codec;
    private final Function2<A, A, A> function;
    private final Site site;
    private final Owned owned = new Owned();
    private HandedRows rows;
    private RowBlock<A> made;
    private ForFirstLane<Reduced<A>> batch;

    /// What the rows so far came to.
    private static final class Reduced<A> {
        @Nullable
        A value; // null before the first row
    }

    public ReduceRowsOperator(RowCodec<A> codec, Function2<A, A, A> function, Site site) {
        this.codec = codec;
        this.function = function;
        this.site = site;
    }

    @Override
    public void open(OperatorContext context) {
        UserCode code = new UserCode(context.name(), site);
        rows = new HandedRows(context, code);
        made = owned.add(new RowBlock<>(context, codec, code));
        batch = new ForFirstLane<>(context.lanes(), Reduced::new, this::batchOf);
    }

    @Override
    public Progress process(Chunk input, Output output) {
        Reduced<A> reduced = batch.current();
        rows.begin();
        for (int i = 0; i < input.selectedRows(); i++) {
            int row = input.rowAt(i);
            rows.next();
            try {
                add(codec.read(input, row), reduced);
            } catch (Throwable thrown) {
                rows.judge(thrown, () -> RowText.of(input, row));
            }
        }
        return Progress.DONE;
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        made.begin();
        if (batch.isFirst()) {
            batch.forEachOther(this::addLater);
            if (batch.current().value != null) {
                made.add(batch.current().value);
            }
        }
        made.pass(output);
        batch.next(emptied -> emptied.value = null);
        return Progress.DONE;
    }

    private void add(A value, Reduced<A> to) throws Exception {
        to.value = to.value == null ? value : rows.code().require(function.apply(to.value, value));
    }

    /// Adds what another lane's rows came to: that counts as a row that the function is handed at the tick.
    private void addLater(Reduced<A> later) {
        A value = later.value;
        if (value != null) {
            rows.begin();
            rows.next();
            try {
                add(value, batch.current());
            } catch (Throwable thrown) {
                rows.judge(thrown, value::toString);
            }
        }
    }

    @SuppressWarnings("unchecked") // a sibling is the same operator
    private ForFirstLane<Reduced<A>> batchOf(Operator sibling) {
        return ((ReduceRowsOperator<A>) sibling).batch;
    }

    @Override
    public void close() {
        owned.close();
    }
}
