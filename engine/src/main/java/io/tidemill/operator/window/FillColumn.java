// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import java.math.BigInteger;
import java.util.function.LongUnaryOperator;

import io.tidemill.Fill;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.columns.ColumnGather;
import io.tidemill.plan.FillPlan;

/// Makes a column of the rows that fill gaps.
interface FillColumn {

    /// The same column each time, good until the next call.
    ///
    /// @param before the values of last rows, by number of the key
    /// @param behind the values of the rows of the chunk at hand
    Column make(FillGaps gaps, Column before, Column behind);

    static FillColumn of(FillPlan.Value value, Type type, Timeline timeline, OperatorContext context, Owned owned) {
        return switch (value) {
            case FillPlan.Value.Start _ -> times(timeline::startMicros, context, owned);
            case FillPlan.Value.End _ -> times(interval -> timeline.endMicros(interval, 0), context, owned);
            case FillPlan.Value.Of(Fill.Nulls _) -> nulls(type, context, owned);
            case FillPlan.Value.Of(Fill.Previous _) -> previous(type, context, owned);
            case FillPlan.Value.Of(Fill.Constant(Number constant)) -> constant(constant, type, context, owned);
            case FillPlan.Value.Of(Fill.Linear _) -> linear(type, context, owned);
        };
    }

    private static FillColumn times(LongUnaryOperator bound, OperatorContext context, Owned owned) {
        long values = owned.allocate(context, "times of gaps", 8L * context.chunkRows());
        Column column = new Column(Type.TIMESTAMP).setFixed(values);
        return (gaps, _, _) -> {
            for (int i = 0; i < gaps.count(); i++) {
                Memory.putLong(values + 8L * i, bound.applyAsLong(gaps.interval(i)));
            }
            return column;
        };
    }

    /// The memory of any type, zeroed, with validity bits that are 0.
    private static FillColumn nulls(Type type, OperatorContext context, Owned owned) {
        long zeros = owned.allocate(context, "nulls", Math.max(8L, type.byteWidth()) * context.chunkRows() + 64);
        Column column = new Column(type).setValidity(zeros, 0);
        switch (type.layout()) {
            case BYTES -> column.setText(zeros, zeros, zeros);
            case BITS -> column.setBits(zeros, 0);
            case FIXED -> column.setFixed(zeros);
            case HEAP -> throw new IllegalArgumentException("groups have no " + type);
        }
        return (_, _, _) -> column;
    }

    private static FillColumn previous(Type type, OperatorContext context, Owned owned) {
        ColumnGather gather = new ColumnGather(type, context, owned);
        return (gaps, before, _) -> gather.gather(before, gaps.keys(), gaps.count());
    }

    private static FillColumn constant(Number constant, Type type, OperatorContext context, Owned owned) {
        long values = owned.allocate(context, "constants", (long) type.byteWidth() * context.chunkRows());
        BigInteger units = type.isDecimal() ? FilledDecimals.units(constant, type) : BigInteger.ZERO;
        for (int i = 0; i < context.chunkRows(); i++) {
            if (type.isDecimal()) {
                FilledDecimals.put(type, values, i, units);
            } else {
                put(type, values, i, constant.longValue(), constant.doubleValue());
            }
        }
        Column column = new Column(type).setFixed(values);
        return (_, _, _) -> column;
    }

    private static FillColumn linear(Type type, OperatorContext context, Owned owned) {
        long values = owned.allocate(context, "interpolated values", (long) type.byteWidth() * context.chunkRows());
        long bits = owned.allocate(context, "nulls", context.chunkRows() / 8 + 1);
        Column column = new Column(type).setFixed(values);
        return (gaps, before, behind) -> {
            boolean hasNulls = false;
            Memory.fill(bits, context.chunkRows() / 8 + 1, (byte) 0);
            for (int i = 0; i < gaps.count(); i++) {
                if (before.isNull(gaps.key(i)) || behind.isNull(gaps.row(i))) {
                    hasNulls = true;
                } else {
                    long bit = bits + (i >>> 3);
                    Memory.putByte(bit, (byte) (Memory.byteAt(bit) | 1 << (i & 7)));
                    interpolate(type, before, behind, gaps, i, values);
                }
            }
            return column.setValidity(hasNulls ? bits : 0, 0);
        };
    }

    /// Integers are rounded to the nearest, halves up; decimals exactly, halves away from zero.
    private static void interpolate(Type type, Column before, Column behind, FillGaps gaps, int gap, long values) {
        if (type.isDecimal()) {
            FilledDecimals.interpolate(before, gaps.key(gap), behind, gaps.row(gap), gaps.steps(gap),
                    gaps.distance(gap), values, gap);
            return;
        }
        double share = gaps.share(gap);
        if (type.isFloat()) {
            double from = before.doubleAt(gaps.key(gap));
            put(type, values, gap, 0, from + (behind.doubleAt(gaps.row(gap)) - from) * share);
        } else {
            long from = before.longAt(gaps.key(gap));
            double way = (double) behind.longAt(gaps.row(gap)) - from;
            put(type, values, gap, from + Math.round(way * share), 0);
        }
    }

    private static void put(Type type, long values, int row, long integer, double real) {
        long address = values + (long) type.byteWidth() * row;
        switch (type.kind()) {
            case FLOAT64 -> Memory.putDouble(address, real);
            case FLOAT32 -> Memory.putFloat(address, (float) real);
            case INT64, TIMESTAMP, TIMESTAMP_NTZ, TIME -> Memory.putLong(address, integer);
            case INT16 -> Memory.putShort(address, (short) integer);
            case INT8 -> Memory.putByte(address, (byte) integer);
            default -> Memory.putInt(address, (int) integer);
        }
    }
}
