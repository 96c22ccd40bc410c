// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import io.tidemill.connector.SourceContext;
import io.tidemill.format.LineOutput;
import io.tidemill.format.LineSplitter;
import io.tidemill.memory.Memory;

/// Publishes the lines of a splitter as the rows of a source.
record ContextLines(SourceContext context) implements LineOutput {

    /// A splitter whose lines become rows of the context.
    static LineSplitter splitter(SourceContext context, String source) {
        return new LineSplitter(context.budget(), source, context.lineLimitBytes(), new ContextLines(context));
    }

    @Override
    public void lines(long utf8Address, long startsAddress, long endsAddress, int lines) {
        context.appendLines(utf8Address, startsAddress, endsAddress, lines);
    }

    @Override
    public void reject(long address, int bytes, long offset, String reason) {
        context.reject(Memory.segment(address, bytes), offset, reason);
    }
}
