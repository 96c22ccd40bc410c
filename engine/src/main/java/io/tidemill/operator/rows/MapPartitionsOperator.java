// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Iterator;

import org.jspecify.annotations.Nullable;

import io.tidemill.Function1;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.HandedRows;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.plan.Site;
import io.tidemill.plan.UserCode;

/// Makes rows of a whole chunk by a function of the user's, which pulls the chunk's values and gives its own.
public final class MapPartitionsOperator<A, B> implements Operator {
    private final RowCodec<A> from;
    private final RowCodec<B> to;
    private final Function1<Iterator<A>, Iterator<B>> function;
    private final Site site;
    private final Owned owned = new Owned();
    private HandedRows handed;
    private MadeRows<Chunk, B> made;
    private @Nullable RowIterator<A> rows; // null between two chunks
    private @Nullable Iterator<B> values;

    public MapPartitionsOperator(RowCodec<A> from, RowCodec<B> to, Function1<Iterator<A>, Iterator<B>> function,
            Site site) {
        this.from = from;
        this.to = to;
        this.function = function;
        this.site = site;
    }

    @Override
    public void open(OperatorContext context) {
        UserCode code = new UserCode(context.name(), site);
        handed = new HandedRows(context, code);
        made = owned.add(new MadeRows<>(context, to, code, this::nextValue));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        handed.begin();
        Progress progress = made.pass(input, output);
        RowIterator<A> given = rows;
        if (progress == Progress.DONE && given != null) {
            given.end();
            rows = null;
            values = null;
        }
        return progress;
    }

    private @Nullable B nextValue(Chunk input) {
        RowIterator<A> given = rows == null ? new RowIterator<>(from, handed, input) : rows;
        rows = given;
        B value = nextValue(given);
        given.rethrow();
        return value;
    }

    private @Nullable B nextValue(RowIterator<A> given) {
        UserCode code = handed.code();
        try {
            Iterator<B> rest = values == null ? code.require(function.apply(given)) : values;
            values = rest;
            return rest.hasNext() ? code.require(rest.next()) : null;
        } catch (Throwable thrown) {
            given.rethrow();
            throw code.failure(thrown);
        }
    }

    @Override
    public void close() {
        owned.close();
    }
}
