// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;

/// One slot of the output ring: rows for a sink, or the end of a batch for all sinks, and the sequence that it depends on.
///
/// Written by the lane, read by the output agent.
public final class OutputSlot {
    /// The sink number of a batch's end.
    public static final int ALL_SINKS = -1;

    private final Chunk[] views;
    private int sink;
    private long dependsOn;
    private long step;
    private @Nullable Chunk chunk;
    private long batchId;
    private long batchTimeMicros;
    private boolean endOfStream;
    private final BatchFacts facts = new BatchFacts();

    /// @param sinkSchemas the schema of each sink's rows: a slot keeps a view for each
    public OutputSlot(Schema[] sinkSchemas) {
        views = new Chunk[sinkSchemas.length];
        for (int i = 0; i < views.length; i++) {
            views[i] = new Chunk(sinkSchemas[i]);
        }
    }

    /// Holds rows that stay as they are until the slot has been read.
    ///
    /// @param atStep the lane's step, one of [LaneSteps]
    public void rows(int toSink, Chunk rows, long dependsOnSequence, long atStep) {
        sink = toSink;
        dependsOn = dependsOnSequence;
        step = atStep;
        chunk = views[toSink].view(rows);
    }

    /// Holds the end of a batch.
    ///
    /// @param atStep the lane's step, one of [LaneSteps]
    public void endOfBatch(long id, long timeMicros, boolean isEndOfStream, long dependsOnSequence, long atStep) {
        sink = ALL_SINKS;
        dependsOn = dependsOnSequence;
        step = atStep;
        chunk = null;
        batchId = id;
        batchTimeMicros = timeMicros;
        endOfStream = isEndOfStream;
    }

    /// Which sink the rows are for, or [#ALL_SINKS].
    public int sink() {
        return sink;
    }

    public long dependsOn() {
        return dependsOn;
    }

    /// Where in the order of all lanes' results it stands.
    public long step() {
        return step;
    }

    public Chunk chunk() {
        Chunk rows = chunk;
        if (rows == null) {
            throw new IllegalStateException("a batch's end holds no rows");
        }
        return rows;
    }

    public long batchId() {
        return batchId;
    }

    public long batchTimeMicros() {
        return batchTimeMicros;
    }

    /// What was counted of the batch that a tick ends.
    public BatchFacts facts() {
        return facts;
    }

    public boolean endOfStream() {
        return endOfStream;
    }
}
