// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: float64s into the digests of their groups, one by one.
final class ScalarDigest implements Loop.Grouped {

    @Override
    public void apply(long groups, long source, long accumulators, int rows) {
        for (long row = 0; row < rows; row++) {
            DigestRecord.add(accumulators + DigestRecord.BYTES * (long) Memory.intAt(groups + 4 * row),
                    Memory.doubleAt(source + 8 * row));
        }
    }

    @Override
    public void applySelected(long groups, long source, long rowNumbers, long accumulators, int count) {
        for (long i = 0; i < count; i++) {
            DigestRecord.add(accumulators + DigestRecord.BYTES * (long) Memory.intAt(groups + 4 * i),
                    Memory.doubleAt(source + 8L * Memory.intAt(rowNumbers + 4 * i)));
        }
    }
}
