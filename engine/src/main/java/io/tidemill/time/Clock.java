// SPDX-License-Identifier: Apache-2.0
package io.tidemill.time;

/// Where batch times come from.
public interface Clock {

    /// Microseconds since 1970. May step in either direction.
    long micros();

    /// The system's time, of microsecond resolution, read without garbage.
    static Clock system() {
        return new SystemClock();
    }
}
