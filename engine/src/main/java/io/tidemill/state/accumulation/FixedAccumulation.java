// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.aggregate.Digests;
import io.tidemill.kernel.aggregate.DistinctEstimate;
import io.tidemill.kernel.aggregate.Grouping;
import io.tidemill.kernel.aggregate.Moments;
import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.kernel.arithmetic.Arithmetic;
import io.tidemill.kernel.selection.Moves;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.GrowableColumn;

/// So many bytes a group: a count, a sum, an extreme or moments, with the loops that work on columns of them.
///
/// Counts and sums of integers are *exact*: what was added can be subtracted. The others, sums of floats among them, are not.
public final class FixedAccumulation implements Accumulation.Stackable {
    private final int byteWidth;
    private final long identity;
    private final boolean exact;
    private final Kernel<Loop.Grouped> merge;
    private final Kernel<Loop.Move> move;
    private final Kernel<Loop.Unary> negate;

    /// @param identity repeated to the width
    private FixedAccumulation(int byteWidth, long identity, boolean exact, Shape<Loop.Grouped> merge, Forge forge) {
        this.byteWidth = byteWidth;
        this.identity = identity;
        this.exact = exact;
        this.merge = forge.kernel(merge);
        this.move = forge.kernel(Moves.ofBytes(byteWidth));
        this.negate = forge.kernel(Arithmetic.negation(Type.INT64));
    }

    /// A number of rows.
    public static FixedAccumulation count(Forge forge) {
        return of(Reduction.SUM, Type.INT64, forge);
    }

    /// A sum or an extreme of values of a type.
    public static FixedAccumulation of(Reduction reduction, Type values, Forge forge) {
        Type type = accumulator(reduction, values);
        return new FixedAccumulation(type.byteWidth(), reduction.identity(type),
                reduction == Reduction.SUM && type.equals(Type.INT64), Grouping.of(reduction, type), forge);
    }

    /// How many float64s there were, their mean and how far they spread.
    public static FixedAccumulation moments(Forge forge) {
        return new FixedAccumulation(Moments.BYTES, 0, false, Moments.merge(), forge);
    }

    /// About how many different hashes there were.
    public static FixedAccumulation distinctEstimate(int precision, Forge forge) {
        return new FixedAccumulation(1 << precision, 0, false, DistinctEstimate.merge(precision), forge);
    }

    /// About where float64s lie.
    public static FixedAccumulation digest(Forge forge) {
        return new FixedAccumulation(Digests.BYTES, 0, false, Digests.merge(), forge);
    }

    /// In what values of a type are accumulated.
    private static Type accumulator(Reduction reduction, Type values) {
        if (reduction != Reduction.SUM) {
            return values;
        }
        return values.isFloat() ? Type.FLOAT64 : Type.INT64;
    }

    /// Whether a slice can be subtracted.
    public boolean isExact() {
        return exact;
    }

    @Override
    public FixedAccumulators accumulators(MemoryBudget budget, String what) {
        return new FixedAccumulators(this, GrowableColumn.filled(budget, what, byteWidth, identity));
    }

    @Override
    public FixedAccumulators results(MemoryBudget budget, String what) {
        return accumulators(budget, what);
    }

    /// Adds accumulators, one after the other, to those of groups.
    public void merge(long accumulators, long numbers, int count, long target) {
        merge.current().apply(numbers, accumulators, target, count);
    }

    void merge(long accumulators, long which, int count, long numbers, long target) {
        merge.current().applySelected(numbers, accumulators, which, target, count);
    }

    void move(long accumulators, long which, int count, long numbers, long target) {
        move.current().apply(accumulators, which, target, numbers, count);
    }

    void negate(long accumulators, int count) {
        negate.current().apply(accumulators, accumulators, count);
    }
}
