// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.rollcycles.SparseRollCycles;

/// Files as Chronicle counts them: in cycles of a clock. Here the clock shows the number of the file at hand, and nothing else.
final class Cycles implements TimeProvider {
    /// Few and small indices: nobody looks for a record by its index.
    static final RollCycle CYCLE = SparseRollCycles.LARGE_HOURLY_XSPARSE;

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern(CYCLE.format(), Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private volatile int number = 1;

    /// The name that Chronicle gives to the file of a number.
    static String name(int number) {
        return NAME.format(Instant.ofEpochMilli(millis(number))) + ".cq4";
    }

    private static long millis(int number) {
        return (long) number * CYCLE.lengthInMillis();
    }

    /// Begins the cycle of a file.
    void begin(int fileNumber) {
        number = fileNumber;
    }

    @Override
    public long currentTimeMillis() {
        return millis(number);
    }
}
