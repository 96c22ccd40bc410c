// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

import java.io.PrintStream;
import java.util.function.Supplier;

import io.tidemill.Consumer1;
import io.tidemill.Consumer2;
import io.tidemill.Dataset;
import io.tidemill.Row;
import io.tidemill.Time;
import io.tidemill.codec.Encoding;
import io.tidemill.connector.Sink;

/// What is done with the rows of a stream: an output operation.
public sealed interface Emit {

    Plan input();

    Site site();

    /// The first rows of every batch, in Spark's format.
    record Print<T>(Plan input, Encoding<T> encoding, int rows, PrintStream out, Site site) implements Emit {}

    /// Every value, in order.
    record Foreach<T>(Plan input, Encoding<T> encoding, Consumer1<? super T> consumer, Site site) implements Emit {}

    /// Every row, by a cursor.
    record ForeachRow(Plan input, Consumer1<? super Row> consumer, Site site) implements Emit {}

    /// Every batch as a whole.
    record ForeachBatch<T>(Plan input, Encoding<T> encoding, Consumer2<Dataset<T>, Time> consumer,
            Site site) implements Emit {}

    /// A sink of the user's.
    record Into(Plan input, Supplier<? extends Sink> sink, Site site) implements Emit {}
}
