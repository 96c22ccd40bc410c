// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

import java.io.PrintStream;
import java.util.function.Supplier;

import io.tidemill.Consumer1;
import io.tidemill.Consumer2;
import io.tidemill.Dataset;
import io.tidemill.Redelivery;
import io.tidemill.Row;
import io.tidemill.Time;
import io.tidemill.codec.Encoding;
import io.tidemill.connector.Sink;

/// What is done with the rows of a stream: an output operation.
public sealed interface Emit {

    Plan input();

    Site site();

    /// The same for another stream of the same columns.
    default Emit withInput(Plan other) {
        return switch (this) {
            case Print<?> print -> print.over(other);
            case Foreach<?> foreach -> foreach.over(other);
            case ForeachRow(_, Consumer1<? super Row> consumer, Site site) -> new ForeachRow(other, consumer, site);
            case ForeachBatch<?> batches -> batches.over(other);
            case Into(_, Supplier<? extends Sink> sink, Site site) -> new Into(other, sink, site);
        };
    }

    /// The first rows of every batch, in Spark's format.
    record Print<T>(Plan input, Encoding<T> encoding, int rows, PrintStream out, Site site) implements Emit {
        private Print<T> over(Plan other) {
            return new Print<>(other, encoding, rows, out, site);
        }
    }

    /// Every value, in order.
    record Foreach<T>(Plan input, Encoding<T> encoding, Consumer1<? super T> consumer, Site site) implements Emit {
        private Foreach<T> over(Plan other) {
            return new Foreach<>(other, encoding, consumer, site);
        }
    }

    /// Every row, by a cursor.
    record ForeachRow(Plan input, Consumer1<? super Row> consumer, Site site) implements Emit {}

    /// Every batch as a whole.
    record ForeachBatch<T>(Plan input, Encoding<T> encoding, Consumer2<Dataset<T>, Time> consumer,
            Redelivery redelivery, Site site) implements Emit {
        private ForeachBatch<T> over(Plan other) {
            return new ForeachBatch<>(other, encoding, consumer, redelivery, site);
        }
    }

    /// A sink of the user's.
    record Into(Plan input, Supplier<? extends Sink> sink, Site site) implements Emit {}
}
