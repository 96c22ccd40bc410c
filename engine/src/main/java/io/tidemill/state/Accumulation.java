// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.aggregate.Grouping;
import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.kernel.arithmetic.Arithmetic;
import io.tidemill.kernel.selection.Gathers;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.GrowableColumn;

/// A number that is kept for each group: a count, a sum or an extreme, with the loops that work on columns of it.
///
/// Counts and sums of integers are *exact*: what was added can be subtracted. The others, sums of floats among them, are not.
public final class Accumulation {
    private final Type type;
    private final long identity;
    private final boolean exact;
    private final Kernel<Loop.Grouped> merge;
    private final Kernel<Loop.Gather> gather;
    private final Kernel<Loop.Gather> scatter;
    private final Kernel<Loop.Unary> negate;

    private Accumulation(Reduction reduction, Type type, Forge forge) {
        this.type = type;
        this.identity = reduction.identity(type);
        this.exact = reduction == Reduction.SUM && type.equals(Type.INT64);
        this.merge = forge.kernel(Grouping.of(reduction, type));
        this.gather = forge.kernel(Gathers.values(type));
        this.scatter = forge.kernel(Gathers.scatter(type));
        this.negate = forge.kernel(Arithmetic.negation(Type.INT64));
    }

    /// A number of rows.
    public static Accumulation count(Forge forge) {
        return new Accumulation(Reduction.SUM, Type.INT64, forge);
    }

    /// A sum or an extreme of values of a type.
    public static Accumulation of(Reduction reduction, Type values, Forge forge) {
        return new Accumulation(reduction, accumulator(reduction, values), forge);
    }

    /// In what values of a type are accumulated.
    private static Type accumulator(Reduction reduction, Type values) {
        if (reduction != Reduction.SUM) {
            return values;
        }
        return values.isFloat() ? Type.FLOAT64 : Type.INT64;
    }

    public Type type() {
        return type;
    }

    boolean isExact() {
        return exact;
    }

    /// A column of accumulators, each as it is before the first row.
    GrowableColumn column(MemoryBudget budget, String what) {
        return GrowableColumn.filled(budget, what, type.byteWidth(), identity);
    }

    /// Adds the accumulators of a slice's groups to those that a mapping says.
    void merge(GrowableColumn slice, long mapping, int groups, GrowableColumn totals) {
        merge(slice.address(), mapping, groups, totals.address());
    }

    /// Adds one accumulator to that of a group, whose number is at an address.
    public void add(long accumulator, long group, long accumulators) {
        merge(accumulator, group, 1, accumulators);
    }

    void merge(long source, long mapping, int groups, long totals) {
        merge.current().apply(mapping, source, totals, groups);
    }

    /// Takes the accumulators of a slice's groups out of the totals, and spoils the slice.
    void subtract(GrowableColumn slice, long mapping, int groups, GrowableColumn totals) {
        negate.current().apply(slice.address(), slice.address(), groups);
        merge(slice, mapping, groups, totals);
    }

    /// Picks the accumulators of some groups.
    void gather(GrowableColumn totals, long mapping, int groups, long target) {
        gather.current().apply(totals.address(), mapping, target, groups);
    }

    /// Puts a slice's values in the place of what the groups had, which a mapping says.
    void restore(GrowableColumn slice, long mapping, int groups, GrowableColumn totals) {
        scatter.current().apply(slice.address(), mapping, totals.address(), groups);
    }
}
