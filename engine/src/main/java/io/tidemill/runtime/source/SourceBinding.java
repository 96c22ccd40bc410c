// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.source;

import io.tidemill.codec.RowCodec;
import io.tidemill.connector.BatchSource;
import io.tidemill.connector.Source;

/// A source and the input of the plan that it feeds.
public sealed interface SourceBinding {

    /// Whether it wants to know how far output has come.
    default boolean watchesOutput() {
        return this instanceof Running running && running.source().watchesOutput();
    }

    /// A source with a thread of its own.
    record Running(int input, Source source, RowCodec<?> codec) implements SourceBinding {}

    /// A source that ingest asks for rows once a batch.
    record Pulled<T>(int input, BatchSource<T> source, RowCodec<T> codec) implements SourceBinding {}
}
