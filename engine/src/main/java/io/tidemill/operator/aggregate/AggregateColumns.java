// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.util.List;

import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.fold.AggregatePlan;
import io.tidemill.operator.fold.AggregateResult;
import io.tidemill.operator.fold.AggregatorCalls;
import io.tidemill.operator.window.Windows;
import io.tidemill.plan.expr.UserAggregate;
import io.tidemill.state.accumulation.Accumulation;
import io.tidemill.state.accumulation.CollectedAccumulation;
import io.tidemill.state.accumulation.DistinctAccumulation;

/// Makes the columns that a plan's results are put out in.
final class AggregateColumns {
    private final OperatorContext context;
    private final Owned owned;
    private final List<Accumulation> accumulations;
    private final ConstantColumn start;
    private final ConstantColumn end;
    private final RankColumn rank = new RankColumn();

    AggregateColumns(AggregatePlan plan, OperatorContext context, Owned owned) {
        this.context = context;
        this.owned = owned;
        accumulations = plan.accumulations(context.forge());
        start = new ConstantColumn(Type.TIMESTAMP, context, owned);
        end = new ConstantColumn(Type.TIMESTAMP, context, owned);
    }

    /// Says when the windows of the results begin and end.
    void begin(Windows windows) {
        start.set(windows.startMicros(), windows.starts());
        end.set(windows.endMicros(), windows.ends());
    }

    /// Says which places the rows at hand have, int32 each, where rows are put out in place of groups.
    void rank(long places) {
        rank.set(places);
    }

    AggregateColumn of(AggregateResult result) {
        return switch (result) {
            case AggregateResult.WindowStart _ -> start;
            case AggregateResult.WindowEnd _ -> end;
            case AggregateResult.Rank _ -> rank;
            case AggregateResult.Value(int step, Type type, int count) -> nullable(values(step, type), count);
            case AggregateResult.Truth(int step, int count) ->
                nullable(new TruthColumn(values(step, Type.INT32), context, owned), count);
            case AggregateResult.Average(int sum, Type type, int quotients, int count) ->
                new AverageColumn(values(sum, type),
                        quotients == AggregateResult.NONE ? null : values(quotients, Type.INT64), counts(count),
                        context, owned);
            case AggregateResult.DecimalTotal total ->
                new DecimalTotalColumn(total,
                        total.sums().stream().map(step -> values(step, Type.INT64)).toArray(ValueColumn[]::new),
                        total.count() == AggregateResult.NEVER_EMPTY ? null : counts(total.count()), context, owned);
            case AggregateResult.Spread spread ->
                new SpreadColumn(values(spread.step(), Type.FLOAT64), spread, context, owned);
            case AggregateResult.DistinctEstimate(int step, int precision) ->
                new DistinctEstimateColumn(step, precision, accumulations.get(step), context, owned);
            case AggregateResult.Percentile percentile ->
                new PercentileColumn(percentile, accumulations.get(percentile.step()), context, owned);
            case AggregateResult.Collected(int step) ->
                new CollectedColumn(step, (CollectedAccumulation) accumulations.get(step), context, owned);
            case AggregateResult.CollectedOnce(int step) ->
                new CollectedOnceColumn(step, (DistinctAccumulation) accumulations.get(step), context, owned);
            case AggregateResult.OfUser(int step, UserAggregate aggregate) ->
                new UserColumn(step, new AggregatorCalls(aggregate), accumulations.get(step), context, owned);
            case AggregateResult.OfKeptRow(int step) ->
                new KeptRowColumn(step, accumulations.get(step), context, owned);
        };
    }

    private AggregateColumn nullable(AggregateColumn values, int count) {
        return count == AggregateResult.NEVER_EMPTY ? values : new NullableColumn(values, counts(count));
    }

    private ValueCounts counts(int step) {
        return new ValueCounts(values(step, Type.INT64), context, owned);
    }

    private ValueColumn values(int step, Type type) {
        return new ValueColumn(step, type, accumulations.get(step), context, owned);
    }
}
