// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import io.tidemill.format.BadValues;
import io.tidemill.format.TimeFormat;

/// How values are written, whatever stands between them.
public record ValueOptions(TimeFormat timestamps, TimeFormat dates, BadValues badValues) {
    public static final ValueOptions STANDARD = new ValueOptions(TimeFormat.iso(), TimeFormat.iso(), BadValues.REJECT);

    public ValueOptions withTimestamps(TimeFormat format) {
        return new ValueOptions(format, dates, badValues);
    }

    public ValueOptions withDates(TimeFormat format) {
        return new ValueOptions(timestamps, format, badValues);
    }

    public ValueOptions withBadValues(BadValues fate) {
        return new ValueOptions(timestamps, dates, fate);
    }
}
