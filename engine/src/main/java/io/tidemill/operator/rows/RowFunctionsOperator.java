// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.UserCodeException;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.HandedRows;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;

/// Makes any number of rows of each row by functions of the user's, of which each is handed what the one before it gives.
///
/// The values between two functions never become columns. Still each function has rows of its own, which are counted and judged as
/// if it were alone.
public final class RowFunctionsOperator<A, B> implements Operator {
    private final RowCodec<A> from;
    private final Encoding<B> to;
    private final List<RowFunction> functions;
    private final Owned owned = new Owned();
    private RowValues<A> rows;
    private Values<B> values;
    private HandedRows last; // of the last function
    private MadeRows<Values<B>, B> made;

    /// @param functions in the order in which rows go through them
    public RowFunctionsOperator(RowCodec<A> from, Encoding<B> to, List<RowFunction> functions) {
        this.from = from;
        this.to = to;
        this.functions = List.copyOf(functions);
    }

    @Override
    public void open(OperatorContext context) {
        ValuesChain<B> chain = new ValuesChain<>(context, functions, owned);
        rows = new RowValues<>(from, chain.first());
        last = chain.last();
        values = chain.over(rows);
        made = owned.add(new MadeRows<>(context, to.codec(), chain.maker(), new MadeRows.Source<>() {
            @Override
            public @Nullable B next(Values<B> input) {
                return input.next();
            }

            @Override
            public boolean refuse(Values<B> input, UserCodeException unwritable) {
                input.refuse(unwritable);
                return !last.mustPause();
            }
        }));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        rows.read(input);
        values.begin();
        if (made.pass(values, output) == Progress.MORE || last.mustPause()) {
            return Progress.MORE;
        }
        rows.end();
        return Progress.DONE;
    }

    @Override
    public void close() {
        owned.close();
    }
}
