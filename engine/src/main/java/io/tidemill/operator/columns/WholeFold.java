// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.expression.ColumnProgram;
import io.tidemill.operator.expression.ReadColumns;
import io.tidemill.plan.expr.Bound;
import io.tidemill.state.Accumulation;
import io.tidemill.state.ColumnSlice;

/// Adds rows without keys to the one group that there is: each accumulation reduces a chunk to a number, and merges that.
final class WholeFold implements Fold {
    private final boolean computes;
    private final Compactor compactor;
    private final ColumnProgram program;
    private final MeantValues[] arguments;
    private final List<Accumulation> accumulations;
    private final List<Step> steps = new ArrayList<>();
    private final long cell; // what a chunk comes to
    private final long groupZero; // an int32

    /// Reduces the rows at hand to an accumulator.
    private interface Step {
        void reduce(int rows, long accumulator);
    }

    WholeFold(Schema input, AggregatePlan plan, OperatorContext context, Owned owned) {
        computes = !plan.arguments().stream().allMatch(argument -> argument instanceof Bound.Column);
        accumulations = plan.accumulations(context.forge());
        arguments = new MeantValues[plan.arguments().size()];
        compactor = new Compactor(input, ReadColumns.of(plan.arguments()), context, owned);
        program = owned.add(new ColumnProgram(plan.arguments(), context.forge(), context.budget(), context.chunkRows(),
                context.failures()));
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = new MeantValues(context, owned);
        }
        cell = owned.allocate(context, "a chunk's result", 2 * Long.BYTES);
        groupZero = cell + Long.BYTES;
        plan.steps().forEach(step -> steps.add(step(step, plan, context.forge())));
    }

    private Step step(AggregatePlan.Step step, AggregatePlan plan, Forge forge) {
        if (step.argument() == AggregatePlan.Step.ROWS) {
            return (rows, accumulator) -> Memory.putLong(accumulator, rows);
        }
        MeantValues values = arguments[step.argument()];
        if (step.function() == AggregatePlan.Step.Function.COUNT) {
            return (_, accumulator) -> Memory.putLong(accumulator, values.count());
        }
        Reduction reduction = AggregatePlan.reduction(step);
        Type type = plan.arguments().get(step.argument()).type();
        return type.isFloat() ? floats(reduction, type, values, forge) : integers(reduction, type, values, forge);
    }

    private static Step integers(Reduction reduction, Type type, MeantValues values, Forge forge) {
        Kernel<Loop.IntegerReduction> loop = forge.kernel(reduction.integers(type));
        if (reduction == Reduction.SUM || type.byteWidth() == Long.BYTES) {
            return (_, accumulator) -> Memory.putLong(accumulator, values.reduceIntegers(loop.current()));
        }
        return (_, accumulator) -> Memory.putInt(accumulator, (int) values.reduceIntegers(loop.current()));
    }

    private static Step floats(Reduction reduction, Type type, MeantValues values, Forge forge) {
        Kernel<Loop.FloatReduction> loop = forge.kernel(reduction.floats(type));
        if (reduction == Reduction.SUM || type.byteWidth() == Double.BYTES) {
            return (_, accumulator) -> Memory.putDouble(accumulator, values.reduceFloats(loop.current()));
        }
        return (_, accumulator) -> Memory.putFloat(accumulator, (float) values.reduceFloats(loop.current()));
    }

    @Override
    public void add(Chunk input, ColumnSlice slice) {
        slice.ensure();
        Chunk chunk = computes ? compactor.compactIfSparse(input) : input;
        program.run(chunk);
        for (int i = 0; i < arguments.length; i++) {
            arguments[i].set(chunk, program.column(i));
        }
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).reduce(chunk.selectedRows(), cell);
            accumulations.get(i).add(cell, groupZero, slice.accumulators(i));
        }
    }
}
