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

/// Makes any number of rows of each row by a function of the user's, a chunk of them at a time.
public final class FlatMapRowsOperator<A, B> implements Operator {
    private final RowCodec<A> from;
    private final RowCodec<B> to;
    private final Function1<A, ? extends Iterable<B>> function;
    private final Site site;
    private final Owned owned = new Owned();
    private String name;
    private RowBlock made;
    private int next;
    private Iterator<B> values = Collections.emptyIterator(); // made of the row before `next`
    private @Nullable B refused; // still without a place

    public FlatMapRowsOperator(RowCodec<A> from, RowCodec<B> to, Function1<A, ? extends Iterable<B>> function,
            Site site) {
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
        for (B value = nextValue(input); value != null; value = nextValue(input)) {
            if (!made.add(to, value)) {
                refused = value;
                made.pass(output);
                return Progress.MORE;
            }
        }
        next = 0;
        made.pass(output);
        return Progress.DONE;
    }

    /// The next value of the input's rows, or null if there is none.
    private @Nullable B nextValue(Chunk input) {
        B value = refused;
        refused = null;
        try {
            while (value == null) {
                if (values.hasNext()) {
                    value = requireValue(values.next());
                } else if (next < input.selectedRows()) {
                    values = requireValue(function.apply(from.read(input, input.rowAt(next++)))).iterator();
                } else {
                    return null;
                }
            }
        } catch (Throwable thrown) {
            throw site.failure(name, thrown);
        }
        return value;
    }

    private <T> T requireValue(@Nullable T value) {
        if (value == null) {
            throw site.nullResult(name);
        }
        return value;
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
