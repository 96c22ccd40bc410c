// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import io.tidemill.Predicate1;
import io.tidemill.codec.RowCodec;
import io.tidemill.codec.RowText;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Selection;
import io.tidemill.operator.HandedRows;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.plan.Site;
import io.tidemill.plan.UserCode;

/// Passes on the rows for which a function of the user's answers yes. Moves no data: it narrows the chunk's selection.
public final class FilterRowsOperator<A> implements Operator {
    private final RowCodec<A> from;
    private final Predicate1<A> predicate;
    private final Site site;
    private final Owned owned = new Owned();
    private final Chunk narrowed;
    private HandedRows rows;
    private Selection kept;

    public FilterRowsOperator(RowCodec<A> from, Predicate1<A> predicate, Site site) {
        this.from = from;
        this.predicate = predicate;
        this.site = site;
        this.narrowed = new Chunk(from.schema());
    }

    @Override
    public void open(OperatorContext context) {
        rows = new HandedRows(context, new UserCode(context.name(), site));
        kept = owned.add(new Selection(context.budget(), context.chunkRows()));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        rows.begin();
        kept.clear(input.rows());
        for (int i = 0; i < input.selectedRows(); i++) {
            int row = input.rowAt(i);
            rows.next();
            if (test(input, row)) {
                kept.add(row);
            }
        }
        if (kept.rows() > 0) {
            output.pass(kept.rows() == input.selectedRows() ? input : narrowed.view(input).selection(kept));
        }
        return Progress.DONE;
    }

    private boolean test(Chunk input, int row) {
        try {
            return predicate.test(from.read(input, row));
        } catch (Throwable thrown) {
            rows.judge(thrown, () -> RowText.of(input, row));
            return false;
        }
    }

    @Override
    public void close() {
        owned.close();
    }
}
