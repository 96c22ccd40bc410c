// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: digests into digests.
final class ScalarDigestMerge implements Loop.Grouped {

    @Override
    public void apply(long groups, long source, long accumulators, int rows) {
        for (long row = 0; row < rows; row++) {
            DigestRecord.addAll(accumulators + DigestRecord.BYTES * (long) Memory.intAt(groups + 4 * row),
                    source + DigestRecord.BYTES * row);
        }
    }

    @Override
    public void applySelected(long groups, long source, long rowNumbers, long accumulators, int count) {
        for (long i = 0; i < count; i++) {
            DigestRecord.addAll(accumulators + DigestRecord.BYTES * (long) Memory.intAt(groups + 4 * i),
                    source + DigestRecord.BYTES * (long) Memory.intAt(rowNumbers + 4 * i));
        }
    }
}
