// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

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

/// Makes rows of a whole chunk by a function of the user's, which pulls the chunk's values and gives its own.
public final class MapPartitionsOperator<A, B> implements Operator {
    private final RowCodec<A> from;
    private final RowCodec<B> to;
    private final Function1<Iterator<A>, Iterator<B>> function;
    private final Site site;
    private final Owned owned = new Owned();
    private String name;
    private RowBlock made;
    private @Nullable Iterator<B> values; // null between two chunks
    private @Nullable B refused; // still without a place

    public MapPartitionsOperator(RowCodec<A> from, RowCodec<B> to, Function1<Iterator<A>, Iterator<B>> function,
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
        values = null;
        made.pass(output);
        return Progress.DONE;
    }

    /// The next value made of the input, or null if there is none.
    private @Nullable B nextValue(Chunk input) {
        B value = refused;
        refused = null;
        if (value != null) {
            return value;
        }
        try {
            Iterator<B> made = values;
            if (made == null) {
                made = requireValue(function.apply(new RowIterator<>(from, input)));
                values = made;
            }
            return made.hasNext() ? requireValue(made.next()) : null;
        } catch (Throwable thrown) {
            throw site.failure(name, thrown);
        }
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
