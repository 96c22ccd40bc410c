// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import io.tidemill.memory.Schema;

/// A way in for rows that your own threads push.
public final class Input<T> {
    private final StreamingContext context;
    private final DStream<T> stream;
    private final int index;
    private final String name;

    Input(StreamingContext context, DStream<T> stream, int index, String name) {
        this.context = context;
        this.stream = stream;
        this.index = index;
        this.name = name;
    }

    public String name() {
        return name;
    }

    public Schema schema() {
        return stream.schema();
    }

    /// What comes in.
    public DStream<T> stream() {
        return stream;
    }

    /// Opens a publisher that waits for room: one for each thread, at any time after the start.
    public Publisher<T> openPublisher(String publisherName) {
        return openPublisher(publisherName, BackPressure.WAIT);
    }

    /// Opens a publisher of one thread; `backPressure` says what its appends do when there is no room. The second of a name that is
    /// open at a time is `name#2`, the third `name#3`. Rows are numbered, and external ids remembered, by name: through all publishers
    /// of a name one after the other, and with a data directory through all starts.
    public Publisher<T> openPublisher(String publisherName, BackPressure backPressure) {
        if (publisherName.isBlank()) {
            throw new IllegalArgumentException("a publisher of input `%s` needs a name".formatted(name));
        }
        return context.active("openPublisher")
                .openPublisher(index, publisherName, stream.encoding.codec(), backPressure);
    }
}
