// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import io.tidemill.memory.Memory;

/// Moments as a number of units since 1970.
final class EpochReader implements MomentReader {
    private final long unitMicros;
    private final long mostUnits;
    private long micros;

    EpochReader(long unitMicros) {
        this.unitMicros = unitMicros;
        this.mostUnits = Long.MAX_VALUE / unitMicros;
    }

    @Override
    public boolean read(long address, int bytes) {
        boolean negative = bytes > 0 && Memory.byteAt(address) == '-';
        int sign = negative ? 1 : 0;
        long units = Digits.parse(address + sign, bytes - sign);
        if (units < 0 || units > mostUnits) {
            return false;
        }
        micros = (negative ? -units : units) * unitMicros;
        return true;
    }

    @Override
    public long micros() {
        return micros;
    }
}
