// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import io.tidemill.format.TimeFormat;

/// Reads moments, or days, as they are written.
sealed interface MomentReader permits IsoReader, EpochReader, PatternReader {
    long MICROS_PER_SECOND = 1_000_000;
    long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    /// Reads bytes; false if they are no moment that a timestamp holds.
    boolean read(long address, int bytes);

    /// What was read, in microseconds since 1970.
    long micros();

    static MomentReader of(TimeFormat format) {
        return switch (format) {
            case TimeFormat.Iso() -> new IsoReader();
            case TimeFormat.Epoch(long micros) -> new EpochReader(micros);
            case TimeFormat.Pattern(String pattern) -> new PatternReader(pattern);
        };
    }
}
