// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import java.util.List;
import java.util.Optional;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.kernel.aggregate.Winners;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.UserAggregate;
import io.tidemill.state.accumulation.Accumulation;
import io.tidemill.state.accumulation.CollectedAccumulation;
import io.tidemill.state.accumulation.DistinctAccumulation;
import io.tidemill.state.accumulation.FixedAccumulation;
import io.tidemill.state.accumulation.HeapAccumulation;
import io.tidemill.state.accumulation.KeptRowAccumulation;
import io.tidemill.state.accumulation.RankedRowsAccumulation;
import io.tidemill.state.accumulation.RowOrder;

/// Something that is accumulated of a group's rows. Arguments go by their index in the plan; a row counts where the first is not null.
public sealed interface AggregateStep {
    /// In place of an argument: all rows count.
    int ROWS = -1;
    /// In place of an argument: there is none.
    int NONE = -2;

    /// How many rows count.
    record Count(int argument) implements AggregateStep {}

    /// The sum or an extreme of numbers or times.
    record Reduce(Reduction reduction, int argument) implements AggregateStep {}

    /// How float64s spread.
    record Spread(int argument) implements AggregateStep {}

    /// One of the rows.
    ///
    /// @param rank what is compared, or [#NONE] where the arrival decides
    /// @param value what is asked for of the row, or [#NONE] if that is the rank
    record Keep(Winners order, int rows, int rank, int value) implements AggregateStep {}

    /// The different values of some arguments together.
    record Distinct(List<Integer> arguments) implements AggregateStep {
        public Distinct {
            arguments = List.copyOf(arguments);
        }
    }

    /// All values.
    record Collect(int argument) implements AggregateStep {}

    /// About how many different values there are.
    record DistinctEstimate(int argument, int precision) implements AggregateStep {}

    /// About where float64s lie.
    record Digest(int argument) implements AggregateStep {}

    /// What the user's code makes of the values of some arguments together.
    record User(UserAggregate aggregate, List<Integer> arguments) implements AggregateStep {
        public User {
            arguments = List.copyOf(arguments);
        }
    }

    /// The first rows by some order.
    ///
    /// @param columns arguments: of which so many are put out, and the others only compared
    record Top(int most, List<Integer> columns, int putOut, RowOrder order) implements AggregateStep {
        public Top {
            columns = List.copyOf(columns);
        }
    }

    /// @param arguments of the plan
    default Accumulation accumulation(List<Bound> arguments, Forge forge) {
        return switch (this) {
            case Count _ -> FixedAccumulation.count(forge);
            case Reduce(Reduction reduction, int argument) ->
                FixedAccumulation.of(reduction, arguments.get(argument).type(), forge);
            case Spread _ -> FixedAccumulation.moments(forge);
            case Keep(Winners order, _, int rank, int value) ->
                new KeptRowAccumulation(order, type(rank, arguments), type(value, arguments));
            case Top(int most, List<Integer> columns, _, RowOrder order) ->
                new RankedRowsAccumulation(most, columns.stream().map(column -> arguments.get(column).type()).toList(),
                        order);
            case DistinctEstimate(_, int precision) -> FixedAccumulation.distinctEstimate(precision, forge);
            case Collect(int argument) -> new CollectedAccumulation(arguments.get(argument).type());
            case Digest _ -> FixedAccumulation.digest(forge);
            case User(UserAggregate aggregate, _) ->
                new HeapAccumulation(new AggregatorCalls(aggregate), aggregate.stateBytes());
            case Distinct(List<Integer> values) ->
                new DistinctAccumulation(values.stream().map(value -> arguments.get(value).type()).toList(), forge);
        };
    }

    private static Optional<Type> type(int argument, List<Bound> arguments) {
        return argument == NONE ? Optional.empty() : Optional.of(arguments.get(argument).type());
    }
}
