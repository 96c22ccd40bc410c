// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Collections;
import java.util.Iterator;

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

/// Makes any number of rows of each row by a function of the user's, a chunk of them at a time.
public final class FlatMapRowsOperator<A, B> implements Operator {
    private final RowCodec<A> from;
    private final RowCodec<B> to;
    private final Function1<A, ? extends Iterable<B>> function;
    private final Site site;
    private final Owned owned = new Owned();
    private UserCode code;
    private MadeRows<Chunk, B> made;
    private int next;
    private Iterator<B> values = Collections.emptyIterator(); // made of the row before `next`

    public FlatMapRowsOperator(RowCodec<A> from, RowCodec<B> to, Function1<A, ? extends Iterable<B>> function,
            Site site) {
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
        try {
            while (!values.hasNext()) {
                if (next == input.selectedRows()) {
                    return null;
                }
                values = code.require(function.apply(from.read(input, input.rowAt(next++)))).iterator();
            }
            return code.require(values.next());
        } catch (Throwable thrown) {
            throw code.failure(thrown);
        }
    }

    @Override
    public void close() {
        owned.close();
    }
}
