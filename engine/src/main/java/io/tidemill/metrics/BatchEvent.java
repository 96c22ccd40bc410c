// SPDX-License-Identifier: Apache-2.0
package io.tidemill.metrics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// One batch that has left, for the JDK's flight recorder.
///
/// Made only while somebody records. Loading this class starts the recorder: ask [FlightRecording] first.
@Name("io.tidemill.Batch")
@Label("Batch")
@Category("Tidemill")
@Description("A batch whose rows and end have been handed to the sinks")
@StackTrace(false)
public final class BatchEvent extends Event {
    @Label("Context")
    public String context = "";
    @Label("Batch Id")
    public long batchId;
    @Label("Batch Time")
    @Description("Microseconds since 1970")
    public long batchTimeMicros;
    @Label("Rows In")
    public long rowsIn;
    @Label("Chunks")
    public long chunks;
    @Label("Rows Out")
    public long rowsOut;
    @Label("Rejects")
    @Description("Bytes of sources that were no row")
    public long rejects;
    @Label("Publisher Waits")
    @Description("How often an append waited for room")
    public long publisherWaits;
    @Label("Processing Time")
    @Description("From the end of the batch at ingest to the return of the last sink")
    @Timespan(Timespan.NANOSECONDS)
    public long processingNanos;

    private static final class Type {
        static final EventType BATCH = EventType.getEventType(BatchEvent.class);
    }

    static boolean isRecorded() {
        return Type.BATCH.isEnabled();
    }
}
