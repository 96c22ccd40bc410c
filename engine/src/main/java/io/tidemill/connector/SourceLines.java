// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector;

import io.tidemill.format.LineOutput;
import io.tidemill.memory.Memory;

/// Makes lines the rows of a source, and what is none its rejects. An input that has a name is a part that the source can go back in.
public record SourceLines(SourceContext context) implements LineOutput {

    @Override
    public void lines(long utf8Address, long startsAddress, long endsAddress, int lines, String input, long offset) {
        if (input.isEmpty()) {
            context.appendLines(utf8Address, startsAddress, endsAddress, lines);
        } else {
            context.appendLines(utf8Address, startsAddress, endsAddress, lines, input, offset, endsAddress);
        }
    }

    @Override
    public void reject(long address, int bytes, String input, long offset, String reason) {
        context.reject(Memory.segment(address, bytes), input, offset, reason);
    }
}
