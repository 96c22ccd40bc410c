// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.columns;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Count and sum of the ads of one event type, as one would write it by hand: one pass, masked, summed in 64 bits.
final class HandWrittenFilterSum {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private long count;
    private long sum;

    void add(Events events, int type) {
        MemorySegment types = events.types();
        MemorySegment ads = events.ads();
        int rows = events.rows();
        int vectorized = INTS.loopBound(rows);
        LongVector low = LongVector.zero(LONGS);
        LongVector high = LongVector.zero(LONGS);
        long kept = 0;
        for (int row = 0; row < vectorized; row += INTS.length()) {
            VectorMask<Integer> wanted = IntVector.fromMemorySegment(INTS, types, 4L * row, ORDER)
                    .compare(VectorOperators.EQ, type);
            IntVector values = IntVector.fromMemorySegment(INTS, ads, 4L * row, ORDER, wanted);
            low = low.add(values.convertShape(VectorOperators.I2L, LONGS, 0));
            high = high.add(values.convertShape(VectorOperators.I2L, LONGS, 1));
            kept += wanted.trueCount();
        }
        long total = low.add(high).reduceLanes(VectorOperators.ADD);
        for (int row = vectorized; row < rows; row++) {
            if (types.getAtIndex(ValueLayout.JAVA_INT, row) == type) {
                total += ads.getAtIndex(ValueLayout.JAVA_INT, row);
                kept++;
            }
        }
        count += kept;
        sum += total;
    }

    FilterSum result() {
        return new FilterSum(count, sum);
    }
}
