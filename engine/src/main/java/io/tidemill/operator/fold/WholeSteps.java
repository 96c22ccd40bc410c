// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.columns.MeantValues;
import io.tidemill.operator.expression.ColumnProgram;
import io.tidemill.state.accumulation.Accumulators;
import io.tidemill.state.accumulation.FixedAccumulation;
import io.tidemill.state.accumulation.FixedAccumulators;

/// Makes the steps that reduce a chunk to one accumulator, and merge that.
final class WholeSteps {
    private final AggregatePlan plan;
    private final MeantValues[] arguments;
    private final Forge forge;
    private final long cell; // what a chunk comes to
    private final long groupZero; // an int32

    /// Reduces the rows at hand to an accumulator.
    private interface Reducer {
        void reduce(int rows, long accumulator);
    }

    WholeSteps(AggregatePlan plan, OperatorContext context, Owned owned) {
        this.plan = plan;
        forge = context.forge();
        arguments = new MeantValues[plan.arguments().size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = new MeantValues(context, owned);
        }
        cell = owned.allocate(context, "a chunk's result", 2 * Long.BYTES);
        groupZero = cell + Long.BYTES;
    }

    /// Whether there is such a loop.
    static boolean reduces(AggregateStep step) {
        return step instanceof AggregateStep.Count || step instanceof AggregateStep.Reduce;
    }

    /// Goes on to other rows, of which a program has computed the plan's arguments.
    void set(ColumnProgram program, Chunk chunk) {
        for (int i = 0; i < arguments.length; i++) {
            arguments[i].set(chunk, program.column(i));
        }
    }

    FoldStep of(AggregateStep step) {
        FixedAccumulation accumulation = (FixedAccumulation) step.accumulation(plan.arguments(), forge);
        Reducer reducer = switch (step) {
            case AggregateStep.Count(int argument) -> counter(argument);
            case AggregateStep.Reduce(Reduction reduction, int argument) -> {
                Type type = plan.arguments().get(argument).type();
                yield type.isFloat()
                        ? floats(reduction, type, arguments[argument])
                        : integers(reduction, type, arguments[argument]);
            }
            case AggregateStep.Spread _,AggregateStep.Keep _,AggregateStep.Distinct _,AggregateStep.Collect _,AggregateStep.DistinctEstimate _,AggregateStep.Digest _,AggregateStep.User _,AggregateStep.Top _ ->
                throw new IllegalArgumentException(step + " reduces no chunk");
        };
        return (rows, accumulators) -> {
            reducer.reduce(rows, cell);
            accumulation.merge(cell, groupZero, 1, address(accumulators));
        };
    }

    private static long address(Accumulators accumulators) {
        return ((FixedAccumulators) accumulators).address();
    }

    private Reducer counter(int argument) {
        if (argument == AggregateStep.ROWS) {
            return (rows, accumulator) -> Memory.putLong(accumulator, rows);
        }
        MeantValues values = arguments[argument];
        return (_, accumulator) -> Memory.putLong(accumulator, values.count());
    }

    private Reducer integers(Reduction reduction, Type type, MeantValues values) {
        Kernel<Loop.IntegerReduction> loop = forge.kernel(reduction.integers(type));
        if (reduction == Reduction.SUM || type.byteWidth() == Long.BYTES) {
            return (_, accumulator) -> Memory.putLong(accumulator, values.reduceIntegers(loop.current()));
        }
        return (_, accumulator) -> Memory.putInt(accumulator, (int) values.reduceIntegers(loop.current()));
    }

    private Reducer floats(Reduction reduction, Type type, MeantValues values) {
        Kernel<Loop.FloatReduction> loop = forge.kernel(reduction.floats(type));
        if (reduction == Reduction.SUM || type.byteWidth() == Double.BYTES) {
            return (_, accumulator) -> Memory.putDouble(accumulator, values.reduceFloats(loop.current()));
        }
        return (_, accumulator) -> Memory.putFloat(accumulator, (float) values.reduceFloats(loop.current()));
    }
}
