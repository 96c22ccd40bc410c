// SPDX-License-Identifier: Apache-2.0
package io.tidemill.metrics;

import jdk.jfr.FlightRecorder;

/// Whether anybody records: to be asked before [BatchEvent] is touched.
public final class FlightRecording {
    private FlightRecording() {}

    /// A field's load as long as nobody ever recorded.
    public static boolean hasBatches() {
        return FlightRecorder.isInitialized() && BatchEvent.isRecorded();
    }
}
