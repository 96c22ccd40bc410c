// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector;

import io.tidemill.format.LineDecoder;
import io.tidemill.format.LineOutput;
import io.tidemill.format.RowOutput;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Memory;

/// Makes what a decoder gets out of lines the rows of a source, and what is none its rejects. An input that has a name is a part that the
/// source can go back in.
public final class SourceRows implements LineOutput, RowOutput {
    private final SourceContext context;
    private final LineDecoder decoder;
    private long text;
    private long starts;
    private long ends;
    private String part = "";
    private long base;
    private long nexts; // behind line i the source goes on at `base + nexts[i]`
    private boolean isCutByPosition;

    /// @param decoder closed by this
    public SourceRows(SourceContext context, LineDecoder decoder) {
        this.context = context;
        this.decoder = decoder;
    }

    @Override
    public void lines(long utf8Address, long startsAddress, long endsAddress, int lines, String input, long offset) {
        isCutByPosition = true;
        decode(utf8Address, startsAddress, endsAddress, lines, input, offset, endsAddress,
                offset + Memory.intAt(startsAddress) == 0);
    }

    /// Decodes lines that are no parts of one text, such as messages: rejects have the offset of the message.
    ///
    /// @param nextsAddress behind line i the source goes on at `base + nexts[i]`
    public void messages(long utf8Address, long startsAddress, long endsAddress, int lines, String ofPart, long offset,
            long nextsAddress) {
        isCutByPosition = false;
        decode(utf8Address, startsAddress, endsAddress, lines, ofPart, offset, nextsAddress, false);
    }

    private void decode(long utf8Address, long startsAddress, long endsAddress, int lines, String ofPart, long offset,
            long nextsAddress, boolean isFirst) {
        text = utf8Address;
        starts = startsAddress;
        ends = endsAddress;
        part = ofPart;
        base = offset;
        nexts = nextsAddress;
        decoder.decode(utf8Address, startsAddress, endsAddress, lines, isFirst, this);
        context.badValues(decoder.badValues());
    }

    @Override
    public void rows(Chunk rows, int from) {
        if (part.isEmpty()) {
            context.appendRows(rows);
        } else {
            context.appendRows(rows, part, base, nexts + 4L * from);
        }
    }

    @Override
    public void reject(int line, String reason) {
        int start = Memory.intAt(starts + 4L * line);
        int bytes = Memory.intAt(ends + 4L * line) - start;
        long offset = base + (isCutByPosition ? start : Memory.intAt(nexts + 4L * line) - 1);
        reject(text + start, bytes, part, offset, reason);
    }

    @Override
    public void reject(long address, int bytes, String input, long offset, String reason) {
        context.reject(Memory.segment(address, bytes), input, offset, reason);
    }

    @Override
    public void close() {
        decoder.close();
    }
}
