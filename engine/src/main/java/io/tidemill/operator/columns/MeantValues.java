// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Selection;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;

/// The values of a column in the selected rows, without nulls: as bits that say which rows count.
public final class MeantValues {
    private final Kernel<Loop.BitBinary> and;
    private final Kernel<Loop.BitCount> ones;
    private final long both;
    private long source;
    private long bits; // 0 = every row counts
    private int bit;
    private int rows;
    private int count;

    public MeantValues(OperatorContext context, Owned owned) {
        and = context.forge().kernel(Bitmaps.and());
        ones = context.forge().kernel(Bitmaps.count());
        both = owned.allocate(context, "rows that count", context.chunkRows() / 8 + 1);
    }

    public void set(Chunk chunk, Column column) {
        Selection selection = chunk.selection();
        source = column.data();
        rows = chunk.rows();
        bits = column.validity();
        bit = column.validityBit();
        if (selection == null) {
            count = bits == 0 ? rows : ones.current().apply(bits, bit, rows);
        } else if (bits == 0) {
            bits = selection.bits();
            bit = 0;
            count = selection.rows();
        } else {
            count = and.current().apply(bits, bit, selection.bits(), 0, both, rows);
            bits = both;
            bit = 0;
        }
    }

    public int count() {
        return count;
    }

    public long reduceIntegers(Loop.IntegerReduction loop) {
        return loop.apply(source, bits, bit, rows);
    }

    public double reduceFloats(Loop.FloatReduction loop) {
        return loop.apply(source, bits, bit, rows);
    }
}
