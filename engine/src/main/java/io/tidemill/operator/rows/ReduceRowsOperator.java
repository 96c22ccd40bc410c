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
    private UserCode code;
    private RowBlock<A> made;
    private @Nullable A reduced; // null before the first row of a batch

    public ReduceRowsOperator(RowCodec<A> codec, Function2<A, A, A> function, Site site) {
        this.codec = codec;
        this.function = function;
        this.site = site;
    }

    @Override
    public void open(OperatorContext context) {
        code = new UserCode(context.name(), site);
        made = owned.add(new RowBlock<>(context, codec, code));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        for (int i = 0; i < input.selectedRows(); i++) {
            A value = read(input, input.rowAt(i));
            reduced = reduced == null ? value : apply(reduced, value);
        }
        return Progress.DONE;
    }

    private A read(Chunk input, int row) {
        try {
            return codec.read(input, row);
        } catch (Throwable thrown) {
            throw code.failure(thrown);
        }
    }

    private A apply(A left, A right) {
        A result;
        try {
            result = function.apply(left, right);
        } catch (Throwable thrown) {
            throw code.failure(thrown);
        }
        return code.require(result);
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
