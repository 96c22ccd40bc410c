// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import org.jspecify.annotations.Nullable;

import io.tidemill.Function1;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.plan.Site;

/// Makes a row of each row by a function of the user's.
public final class MapRowsOperator<A, B> implements Operator {
    private final RowCodec<A> from;
    private final RowCodec<B> to;
    private final Function1<A, B> function;
    private final Site site;
    private final Owned owned = new Owned();
    private String name;
    private RowBlock made;
    private int next;
    private @Nullable B refused; // made of row `next`, and still without a place

    public MapRowsOperator(RowCodec<A> from, RowCodec<B> to, Function1<A, B> function, Site site) {
        this.from = from;
        this.to = to;
        this.function = function;
        this.site = site;
    }

    @Override
    public void open(OperatorContext context) {
        name = context.name();
        made = owned.add(new RowBlock(context, to.schema(), site));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        made.begin();
        while (next < input.selectedRows()) {
            B value = refused != null ? refused : apply(input, input.rowAt(next));
            if (!made.add(to, value)) {
                refused = value;
                made.pass(output);
                return Progress.MORE;
            }
            refused = null;
            next++;
        }
        next = 0;
        made.pass(output);
        return Progress.DONE;
    }

    private B apply(Chunk input, int row) {
        B result;
        try {
            result = function.apply(from.read(input, row));
        } catch (Throwable thrown) {
            throw site.failure(name, thrown);
        }
        if (result == null) {
            throw site.nullResult(name);
        }
        return result;
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        return Progress.DONE;
    }

    @Override
    public void close() {
        owned.close();
    }
}
