// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import io.tidemill.format.TimeFormat;
import io.tidemill.memory.Type;

/// Reads moments, or days, as they are written.
sealed interface MomentReader permits IsoReader, EpochReader, PatternReader {
    long MICROS_PER_SECOND = 1_000_000;
    long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    /// Reads bytes; false if they are no moment that a timestamp holds.
    boolean read(long address, int bytes);

    /// What was read, in microseconds since 1970.
    long micros();

    /// The reader of a column of times.
    static MomentReader of(Type type, ValueOptions options) {
        return switch (type.kind()) {
            case TIME -> new IsoReader(IsoReader.Form.TIME_OF_DAY);
            case DATE -> of(options.dates(), IsoReader.Form.MOMENT);
            case TIMESTAMP_NTZ -> of(options.timestamps(), IsoReader.Form.WITHOUT_ZONE);
            default -> of(options.timestamps(), IsoReader.Form.MOMENT);
        };
    }

    private static MomentReader of(TimeFormat format, IsoReader.Form form) {
        return switch (format) {
            case TimeFormat.Iso() -> new IsoReader(form);
            case TimeFormat.Epoch(long micros) -> new EpochReader(micros);
            case TimeFormat.Pattern(String pattern) -> new PatternReader(pattern);
        };
    }
}
