// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector;

import io.tidemill.format.LineOutput;
import io.tidemill.memory.Memory;

/// Makes lines the rows of a source, and what is none its rejects.
public record SourceLines(SourceContext context) implements LineOutput {

    @Override
    public void lines(long utf8Address, long startsAddress, long endsAddress, int lines) {
        context.appendLines(utf8Address, startsAddress, endsAddress, lines);
    }

    @Override
    public void reject(long address, int bytes, long offset, String reason) {
        context.reject(Memory.segment(address, bytes), offset, reason);
    }
}
