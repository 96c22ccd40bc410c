// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;
import java.util.OptionalLong;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.LentColumns;

/// Pushes rows into an [Input] from one thread of yours: open one per thread.
///
/// A row is visible to the engine as soon as it is whole, without a lock and without garbage. When the publisher's blocks are
/// all in use, `append` waits (in the inline layout it drives the engine meanwhile), or answers [#BACK_PRESSURED]: the
/// choice is made when the publisher is opened.
///
/// One writer thread at a time; handing a publisher to another thread needs a happens-before edge of yours. Waiting calls from
/// an engine thread or a callback throw an [IllegalStateException].
public interface Publisher<T> extends AutoCloseable {
    /// No room: nothing was appended.
    long BACK_PRESSURED = -1;
    /// This publisher or its context was closed: nothing was appended.
    long CLOSED = -2;
    /// The engine has failed, see [StreamingContext#awaitTermination]: what was appended is lost.
    long FAILED = -3;

    /// The external id of no row.
    long NO_ID = -1;

    /// Appends a value; answers its row number, or a negative code. With a data directory rows are numbered on through all starts
    /// of the context, by the publisher's name.
    long append(T value);

    /// Appends a value that the outside knows by a number, unless a row of this number or a higher one was appended before, by this
    /// publisher or by one of its name in an earlier start: then it is dropped and counted. So a sender that does not know what had
    /// arrived before a crash sends all again, from behind [#lastDurableId] on.
    ///
    /// Answers the number of the last row, or a negative code.
    ///
    /// @param externalId not negative; ascends from row to row
    long append(T value, long externalId);

    /// Waits until a row is as durable as was promised: the acknowledgement. False if the time has passed before.
    ///
    /// Throws what made the context fail, and an [IllegalStateException] if it was stopped before the row was durable. In the inline
    /// layout it drives the context.
    ///
    /// @param row a number that an append answered
    boolean awaitDurable(long row, Duration timeout) throws InterruptedException;

    /// The highest external id that is durable, in this start or an earlier one. Any thread.
    OptionalLong lastDurableId();

    /// How many rows were dropped because their external ids were known.
    long duplicates();

    /// Begins a row to be set column by column; its commit waits for room, or answers that there is none. There is one row writer
    /// per publisher, used again for every row.
    RowWriter begin();

    /// Copies the selected rows of a chunk of the input's schema; answers the number of the last row, or a negative code:
    /// [#rows] then tells how many were taken.
    long appendChunk(Chunk chunk);

    /// Publishes rows that lie in memory of the caller's, without copying them.
    ///
    /// They are cut into chunks of at most a block. The memory must not change until `onReleased` is called, once, by an engine
    /// thread: journal, lanes and outputs have passed the last row; or by the thread that stops the context, which drops it.
    /// Answers the number of the last row, or a negative code. Lending no rows gives the memory back at once.
    long lend(LentColumns columns, long rows, Runnable onReleased);

    /// Whether a row of usual size can be appended without waiting.
    boolean hasRoom();

    /// Rows appended so far, those of earlier starts included.
    long rows();

    String name();

    /// No more rows come; those that were appended stay. Idempotent.
    @Override
    void close();
}
