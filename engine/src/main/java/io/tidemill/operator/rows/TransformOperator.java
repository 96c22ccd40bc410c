// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.Dataset;
import io.tidemill.Function2;
import io.tidemill.Time;
import io.tidemill.codec.BatchRows;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.plan.Site;

/// Makes of each batch, as a whole, what a function of the user's says; also of an empty one.
public final class TransformOperator<A, B> implements Operator {
    private final Encoding<A> from;
    private final RowCodec<B> to;
    private final Function2<Dataset<A>, Time, Dataset<B>> function;
    private final Site site;
    private final Owned owned = new Owned();
    private String name;
    private BatchRows<A> batch;
    private RowBlock made;
    private @Nullable List<B> results; // of the batch that ends, while they are passed on
    private int next;

    public TransformOperator(Encoding<A> from, RowCodec<B> to, Function2<Dataset<A>, Time, Dataset<B>> function,
            Site site) {
        this.from = from;
        this.to = to;
        this.function = function;
        this.site = site;
    }

    @Override
    public void open(OperatorContext context) {
        name = context.name();
        batch = owned.add(new BatchRows<>(from, context.budget(), "a batch of %s (%s)".formatted(name, site)));
        made = owned.add(new RowBlock(context, to.schema(), site));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        batch.append(input);
        return Progress.DONE;
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        List<B> values = results;
        if (values == null) {
            values = transform(new Time(batchTimeMicros));
            results = values;
        }
        made.begin();
        while (next < values.size()) {
            if (!made.add(to, values.get(next))) {
                made.pass(output);
                return Progress.MORE;
            }
            next++;
        }
        next = 0;
        results = null;
        made.pass(output);
        return Progress.DONE;
    }

    private List<B> transform(Time time) {
        try (BatchRows.Loan<A> loan = batch.lend()) {
            Dataset<B> result = function.apply(loan.dataset(), time);
            if (result == null) {
                throw site.nullResult(name);
            }
            return result.collect();
        } catch (Throwable thrown) {
            throw site.failure(name, thrown);
        }
    }

    @Override
    public void close() {
        owned.close();
    }
}
