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
import io.tidemill.plan.UserCode;

/// Makes a row of each row by a function of the user's.
public final class MapRowsOperator<A, B> implements Operator {
    private final RowCodec<A> from;
    private final RowCodec<B> to;
    private final Function1<A, B> function;
    private final Site site;
    private final Owned owned = new Owned();
    private UserCode code;
    private MadeRows<Chunk, B> made;
    private int next;

    public MapRowsOperator(RowCodec<A> from, RowCodec<B> to, Function1<A, B> function, Site site) {
        this.from = from;
        this.to = to;
        this.function = function;
        this.site = site;
    }

    @Override
    public void open(OperatorContext context) {
        code = new UserCode(context.name(), site);
        made = owned.add(new MadeRows<>(context, to, code, this::nextValue));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        Progress progress = made.pass(input, output);
        if (progress == Progress.DONE) {
            next = 0;
        }
        return progress;
    }

    private @Nullable B nextValue(Chunk input) {
        if (next == input.selectedRows()) {
            return null;
        }
        B result;
        try {
            result = function.apply(from.read(input, input.rowAt(next++)));
        } catch (Throwable thrown) {
            throw code.failure(thrown);
        }
        return code.require(result);
    }

    @Override
    public void close() {
        owned.close();
    }
}
