// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.selection.Gathers;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Selection;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;

/// Picks rows of a column by their numbers or by bits, and puts them one behind the other in scratch of its own.
///
/// Text is not copied: the result holds where it starts and ends.
public final class ColumnGather {
    /// Rows to a selected one from which on it is faster to pick by numbers than to look at every bit.
    private static final int SPARSE = 16;

    private final long validity;
    private final Kernel<Loop.GatherBits> gatherBits;
    private final Column result;
    private final Values values;
    private final @Nullable Kernel<Loop.Compress> compress; // of a type of fixed width
    private final long target;

    /// What differs by type: how values are picked.
    private interface Values {
        void gather(Column source, long rowNumbers, int count, Column result);
    }

    public ColumnGather(Type type, OperatorContext context, Owned owned) {
        Forge forge = context.forge();
        int rows = context.chunkRows();
        long bits = aligned((rows + 7L) >>> 3);
        long room = switch (type.layout()) {
            case BITS -> bits;
            case BYTES -> 2 * aligned(4L * rows);
            case HEAP -> 0;
            case FIXED -> aligned((long) type.byteWidth() * rows);
        };
        validity = owned.allocate(context, "picked rows", bits + room);
        gatherBits = forge.kernel(Gathers.bits());
        result = new Column(type);
        target = validity + bits;
        values = values(type, rows, forge);
        compress = type.byteWidth() == 0 ? null : forge.kernel(Gathers.compress(type));
    }

    /// Room for so many bytes and for what a vector may write behind them.
    private static long aligned(long bytes) {
        return (bytes + 2L * Buffer.ALIGNMENT - 1) & -Buffer.ALIGNMENT;
    }

    private Values values(Type type, int rows, Forge forge) {
        return switch (type.layout()) {
            case BITS -> (source, rowNumbers, count, to) -> {
                gatherBits.current().apply(source.data(), source.dataBit(), rowNumbers, target, count);
                to.setBits(target, 0);
            };
            case BYTES -> {
                Kernel<Loop.GatherText> texts = forge.kernel(Gathers.text());
                long ends = target + aligned(4L * rows);
                yield (source, rowNumbers, count, to) -> {
                    texts.current().apply(source.starts(), source.ends(), rowNumbers, target, ends, count);
                    to.setText(source.data(), target, ends);
                };
            }
            case HEAP -> {
                @Nullable
                Object[] objects = new Object[rows];
                yield (source, rowNumbers, count, to) -> {
                    for (int i = 0; i < count; i++) {
                        objects[i] = source.objectAt(Memory.intAt(rowNumbers + 4L * i));
                    }
                    to.setObjects(objects, 0);
                };
            }
            case FIXED -> {
                Kernel<Loop.Gather> fixed = forge.kernel(Gathers.values(type));
                yield (source, rowNumbers, count, to) -> {
                    fixed.current().apply(source.data(), rowNumbers, target, count);
                    to.setFixed(target);
                };
            }
        };
    }

    /// The selected rows of a chunk, in their order: the same column each time, good until the next call.
    public Column gather(Column source, Selection selection, int chunkRows) {
        Kernel<Loop.Compress> byBits = compress;
        if (byBits == null || source.validity() != 0 || SPARSE * (long) selection.rows() < chunkRows) {
            return gather(source, selection.address(), selection.rows());
        }
        byBits.current().apply(source.data(), selection.bits(), target, chunkRows);
        return result.setFixed(target).setValidity(0, 0);
    }

    /// The rows with these int32 numbers, at most a chunk of them: the same column each time, good until the next call.
    public Column gather(Column source, long rowNumbers, int count) {
        values.gather(source, rowNumbers, count, result);
        boolean hasNulls = source.validity() != 0 && gatherBits.current()
                .apply(source.validity(), source.validityBit(), rowNumbers, validity, count) < count;
        return result.setValidity(hasNulls ? validity : 0, 0);
    }
}
