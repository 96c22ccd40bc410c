// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector;

import java.lang.foreign.MemorySegment;
import java.util.Map;

import io.tidemill.RowWriter;
import io.tidemill.format.LineDecoder;
import io.tidemill.format.LineFormat;
import io.tidemill.format.LineSplitter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;

/// What a source may do while it runs. One thread: the source's.
public interface SourceContext {
    /// The offset of a reject that is about a part as a whole: its last.
    long WHOLE_PART = Long.MAX_VALUE;

    /// Begins a row of a source that cannot go back; waits while the pool is full. Throws a [io.tidemill.ConnectorException] when the
    /// engine has stopped.
    RowWriter begin();

    /// Begins a row of a source that can go back to where it was: the row and its place are journaled as one.
    ///
    /// @param part what is read in order by itself, such as a file or a partition: one and the same string each time
    /// @param nextOffset where in the part to go on when this row has been taken; ascends within a part
    RowWriter begin(String part, long nextOffset);

    /// Notes how far a part has been read where no row ends: behind every row that was committed, in front of every row that will be.
    /// [#resumeFrom] answers it as if a row had ended there.
    ///
    /// For what rows cannot tell: where a part begins or is to end, and stretches that hold no rows. Waits as [#begin] does.
    ///
    /// @param offset ascends within a part, together with those of its rows
    void note(String part, long offset);

    /// Lets the journal forget a part, its rejects too, in the same order as [#note]: it may begin anew, like one that was never read.
    /// For sources whose parts come and go, or they would be remembered for ever.
    void forget(String part);

    /// How far output has come: where to go on in each part behind the last batch that every sink has got to the end and committed, as
    /// [#resumeFrom] says it. For sources that tell others how far they are; empty unless [Source#watchesOutput].
    ///
    /// Never runs ahead of what a crash would leave of the output; may be behind it by some tenths of a second.
    default Map<String, Long> outputPositions() {
        return Map.of();
    }

    /// Where to go on in each part that the journal knows, from earlier starts on the same data directory; empty at the first one,
    /// and without a data directory. A part that is not named here begins where the source likes.
    Map<String, Long> resumeFrom();

    /// Publishes many rows of an input of one utf8 column without nulls: row i is the text `[starts[i], ends[i])`, int32
    /// positions from `utf8Address` on, each valid UTF-8 and within the line limit.
    ///
    /// All is copied before it returns, and up to 64 bytes behind the last text may be read. Waits and throws as [#begin] does.
    void appendLines(long utf8Address, long startsAddress, long endsAddress, int lines);

    /// The same for a source that can go back: behind line i it goes on at `base + nexts[i]`.
    ///
    /// @param nextsAddress of ascending int32 values, one a line; `endsAddress` where line ends stand in one text
    void appendLines(long utf8Address, long startsAddress, long endsAddress, int lines, String part, long base,
            long nextsAddress);

    /// Publishes the selected rows of a chunk of the input's schema. All is copied before it returns; waits and throws as [#begin]
    /// does.
    void appendRows(Chunk rows);

    /// The same for a source that can go back: behind the i-th selected row it goes on at `base + nexts[i]`.
    ///
    /// @param nextsAddress of ascending int32 values, one a selected row
    void appendRows(Chunk rows, String part, long base, long nextsAddress);

    /// Opens a splitter of bytes into lines: its lines become rows of an input of one utf8 column, its rejects those of the
    /// source. The source closes it.
    LineSplitter openLines();

    /// Opens a splitter whose lines become rows of the columns of a format. The source closes it.
    LineSplitter openLines(LineFormat format);

    /// Opens a decoder of lines, for a source that cuts lines by itself, and closes it.
    LineDecoder openDecoder(LineFormat format);

    /// Reports bytes that are no row: counted, kept with their place, and the stream goes on (or stops, by the user's choice).
    ///
    /// @param bytes lent for the call; empty for something that could not be read at all
    /// Like rows and notes it is kept in the order in which the source gives them.
    ///
    /// @param offset where the bytes stood in the source
    void reject(MemorySegment bytes, long offset, String reason);

    /// The same in a part of a source that can go back: after a restart one is not reported again that stands in front of, or at,
    /// the last one that the journal holds.
    ///
    /// @param offset ascends within a part; [#WHOLE_PART] if it is about no place in it
    void reject(MemorySegment bytes, String part, long offset, String reason);

    /// Tells how many values have become nulls, since the source began, because they were none of their columns.
    default void badValues(long count) {}

    /// What the source is doing, for users who wonder: `connected`, `waiting for localhost:9999 (refused, retry in 2 s)`.
    void state(String state);

    /// Whether the source should return.
    boolean isStopping();

    /// Waits, but not beyond the moment when the context stops; false if it is stopping.
    ///
    /// A source that blocks elsewhere, in a read, is interrupted when the context stops, after [#isStopping] says so.
    boolean sleep(long millis);

    /// The context's clock: microseconds since 1970. [#sleep] goes by the same clock.
    long nowMicros();

    /// What the source's own buffers are counted by.
    MemoryBudget budget();

    /// The longest text of a row, in bytes.
    int lineLimitBytes();
}
