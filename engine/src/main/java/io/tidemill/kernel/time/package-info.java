// SPDX-License-Identifier: Apache-2.0
/// Loops over moments (int64 microseconds since 1970) and days (int32 since 1970), in UTC and the calendar of ISO 8601.
///
/// [io.tidemill.kernel.time.TimePart] takes them apart, [io.tidemill.kernel.time.Truncation] rounds moments down,
/// [io.tidemill.kernel.time.Midnights] makes moments of days,
/// [io.tidemill.kernel.time.TimeTexts] writes and reads both. `Civil` knows the calendar: there are no leap seconds, and the rules of today hold
/// for all times.
///
/// **Threads, memory**: as in `io.tidemill.kernel`. May import: `io.tidemill.memory`, `io.tidemill.kernel`,
/// `io.tidemill.kernel.text.number`.
@NullMarked
package io.tidemill.kernel.time;

import org.jspecify.annotations.NullMarked;
