// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Iterator;

import org.jspecify.annotations.Nullable;

import io.tidemill.Dataset;
import io.tidemill.Function2;
import io.tidemill.Time;
import io.tidemill.codec.BatchRows;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.plan.Site;
import io.tidemill.plan.UserCode;

/// Makes of each batch, as a whole, what a function of the user's says; also of an empty one. Rows of several lanes stand in it lane
/// after lane.
public final class TransformOperator<A, B> implements ExchangeOperator {
    private final Encoding<A> from;
    private final RowCodec<B> to;
    private final Function2<Dataset<A>, Time, Dataset<B>> function;
    private final Site site;
    private final Owned owned = new Owned();
    private UserCode code;
    private ForFirstLane<BatchRows<A>> batch;
    private MadeRows<Iterator<B>, B> made;
    private @Nullable Iterator<B> results; // of the batch that ends, while they are passed on

    public TransformOperator(Encoding<A> from, RowCodec<B> to, Function2<Dataset<A>, Time, Dataset<B>> function,
            Site site) {
        this.from = from;
        this.to = to;
        this.function = function;
        this.site = site;
    }

    @Override
    public void open(OperatorContext context) {
        code = new UserCode(context.name(), site);
        batch = new ForFirstLane<>(context.lanes(),
                () -> owned.add(new BatchRows<>(from, context.budget().forState(), "a batch of " + code)),
                this::batchOf);
        made = owned.add(new MadeRows<>(context, to, code, this::nextValue));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        batch.current().append(input);
        return Progress.DONE;
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        if (!batch.isFirst()) {
            batch.next(BatchRows::clear);
            return Progress.DONE;
        }
        Iterator<B> values = results;
        if (values == null) {
            batch.forEachOther(batch.current()::append);
            values = transform(new Time(batchTimeMicros));
            results = values;
        }
        Progress progress = made.pass(values, output);
        if (progress == Progress.DONE) {
            results = null;
            batch.next(BatchRows::clear);
        }
        return progress;
    }

    private Iterator<B> transform(Time time) {
        try (BatchRows.Loan<A> loan = batch.current().lend()) {
            return code.require(function.apply(loan.dataset(), time)).collect().iterator();
        } catch (Throwable thrown) {
            throw code.failure(thrown);
        }
    }

    private @Nullable B nextValue(Iterator<B> values) {
        return values.hasNext() ? code.require(values.next()) : null;
    }

    @SuppressWarnings("unchecked") // a sibling is the same operator
    private ForFirstLane<BatchRows<A>> batchOf(Operator sibling) {
        return ((TransformOperator<A, B>) sibling).batch;
    }

    @Override
    public void close() {
        owned.close();
    }
}
