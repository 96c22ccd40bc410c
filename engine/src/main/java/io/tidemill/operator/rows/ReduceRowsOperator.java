// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import org.jspecify.annotations.Nullable;

import io.tidemill.Function2;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.plan.Site;
import io.tidemill.plan.UserCode;

/// Makes one row of all rows of a batch by a function of the user's that joins two; none of an empty batch.
public final class ReduceRowsOperator<A> implements Operator {
    private final RowCodec<A> codec;
    private final Function2<A, A, A> function;
    private final Site site;
    private final Owned owned = new Owned();
    private HandedRows rows;
    private RowBlock<A> made;
    private @Nullable A reduced; // null before the first row of a batch

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
    }

    @Override
    public Progress process(Chunk input, Output output) {
        rows.begin();
        for (int i = 0; i < input.selectedRows(); i++) {
            int row = input.rowAt(i);
            rows.next();
            try {
                A value = codec.read(input, row);
                reduced = reduced == null ? value : rows.code().require(function.apply(reduced, value));
            } catch (Throwable thrown) {
                rows.judge(thrown, () -> RowText.of(input, row));
            }
        }
        return Progress.DONE;
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        A result = reduced;
        reduced = null;
        made.begin();
        if (result != null) {
            made.add(result);
        }
        made.pass(output);
        return Progress.DONE;
    }

    @Override
    public void close() {
        owned.close();
    }
}
