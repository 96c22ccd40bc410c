// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.kernel.comparison.FloatOrder;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

/// Adds rows to the accumulators of their groups one after the other, and notes what each row's group has come to with it.
///
/// A row must know the one before it, so these are plain loops: one for each way to add and each width.
interface RunningStep {

    /// @param values of the rows; nulls change nothing
    /// @param groups the group of each row, as int32
    /// @param accumulators of the groups
    /// @param notes one for each row, like the accumulators
    void add(Column values, long groups, int rows, long accumulators, long notes);

    /// Counts the rows that have a value.
    static void count(Column values, long groups, int rows, long accumulators, long notes) {
        boolean isTotal = values.validity() == 0;
        for (int row = 0; row < rows; row++) {
            long at = accumulators + 8L * Memory.intAt(groups + 4L * row);
            long count = Memory.longAt(at) + (isTotal || !values.isNull(row) ? 1 : 0);
            Memory.putLong(at, count);
            Memory.putLong(notes + 8L * row, count);
        }
    }

    /// Counts all rows.
    static void countRows(long groups, int rows, long accumulators, long notes) {
        for (int row = 0; row < rows; row++) {
            long at = accumulators + 8L * Memory.intAt(groups + 4L * row);
            long count = Memory.longAt(at) + 1;
            Memory.putLong(at, count);
            Memory.putLong(notes + 8L * row, count);
        }
    }

    static RunningStep of(Reduction reduction, Type type) {
        if (reduction == Reduction.SUM) {
            return type.isFloat() ? RunningStep::sumFloats : RunningStep::sumIntegers;
        }
        boolean isLeast = reduction == Reduction.MIN;
        if (type.isFloat()) {
            return type.byteWidth() == Double.BYTES
                    ? (values, groups, rows, accumulators, notes) -> doubles(isLeast, values, groups, rows,
                            accumulators, notes)
                    : (values, groups, rows, accumulators, notes) -> floats(isLeast, values, groups, rows,
                            accumulators, notes);
        }
        return type.byteWidth() == Long.BYTES
                ? (values, groups, rows, accumulators, notes) -> longs(isLeast, values, groups, rows, accumulators,
                        notes)
                : (values, groups, rows, accumulators, notes) -> ints(isLeast, values, groups, rows, accumulators,
                        notes);
    }

    private static void sumIntegers(Column values, long groups, int rows, long accumulators, long notes) {
        boolean isTotal = values.validity() == 0;
        for (int row = 0; row < rows; row++) {
            long at = accumulators + 8L * Memory.intAt(groups + 4L * row);
            long sum = Memory.longAt(at) + (isTotal || !values.isNull(row) ? values.longAt(row) : 0);
            Memory.putLong(at, sum);
            Memory.putLong(notes + 8L * row, sum);
        }
    }

    private static void sumFloats(Column values, long groups, int rows, long accumulators, long notes) {
        boolean isTotal = values.validity() == 0;
        for (int row = 0; row < rows; row++) {
            long at = accumulators + 8L * Memory.intAt(groups + 4L * row);
            double sum = Memory.doubleAt(at);
            if (isTotal || !values.isNull(row)) {
                sum += values.doubleAt(row);
                Memory.putDouble(at, sum);
            }
            Memory.putDouble(notes + 8L * row, sum);
        }
    }

    private static void longs(boolean isLeast, Column values, long groups, int rows, long accumulators, long notes) {
        boolean isTotal = values.validity() == 0;
        for (int row = 0; row < rows; row++) {
            long at = accumulators + 8L * Memory.intAt(groups + 4L * row);
            long extreme = Memory.longAt(at);
            if (isTotal || !values.isNull(row)) {
                long value = values.longAt(row);
                extreme = isLeast ? Math.min(extreme, value) : Math.max(extreme, value);
                Memory.putLong(at, extreme);
            }
            Memory.putLong(notes + 8L * row, extreme);
        }
    }

    private static void ints(boolean isLeast, Column values, long groups, int rows, long accumulators, long notes) {
        boolean isTotal = values.validity() == 0;
        for (int row = 0; row < rows; row++) {
            long at = accumulators + 4L * Memory.intAt(groups + 4L * row);
            int extreme = Memory.intAt(at);
            if (isTotal || !values.isNull(row)) {
                int value = values.intAt(row);
                extreme = isLeast ? Math.min(extreme, value) : Math.max(extreme, value);
                Memory.putInt(at, extreme);
            }
            Memory.putInt(notes + 4L * row, extreme);
        }
    }

    private static void doubles(boolean isLeast, Column values, long groups, int rows, long accumulators, long notes) {
        boolean isTotal = values.validity() == 0;
        for (int row = 0; row < rows; row++) {
            long at = accumulators + 8L * Memory.intAt(groups + 4L * row);
            double extreme = Memory.doubleAt(at);
            if (isTotal || !values.isNull(row)) {
                extreme = extreme(isLeast, extreme, FloatOrder.canonical(values.doubleAt(row)));
                Memory.putDouble(at, extreme);
            }
            Memory.putDouble(notes + 8L * row, extreme);
        }
    }

    private static void floats(boolean isLeast, Column values, long groups, int rows, long accumulators, long notes) {
        boolean isTotal = values.validity() == 0;
        for (int row = 0; row < rows; row++) {
            long at = accumulators + 4L * Memory.intAt(groups + 4L * row);
            float extreme = Memory.floatAt(at);
            if (isTotal || !values.isNull(row)) {
                extreme = (float) extreme(isLeast, extreme, FloatOrder.canonical(values.floatAt(row)));
                Memory.putFloat(at, extreme);
            }
            Memory.putFloat(notes + 4L * row, extreme);
        }
    }

    private static double extreme(boolean isLeast, double known, double value) {
        return isLeast ? FloatOrder.least(known, value) : FloatOrder.greatest(known, value);
    }
}
