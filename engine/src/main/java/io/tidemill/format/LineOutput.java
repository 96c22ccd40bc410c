// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

/// Where a [LineSplitter] puts lines and what is none, in the order of the input. All memory is lent for the length of a call.
public interface LineOutput extends AutoCloseable {

    /// Takes lines of valid UTF-8: line i is `[starts[i], ends[i])`, int32 positions from `utf8Address` on.
    ///
    /// [io.tidemill.memory.Buffer#ALIGNMENT] bytes behind the last line may be read.
    ///
    /// @param input the name of the input that was begun; empty if none was
    /// @param offset where the byte at `utf8Address` stood in it: the end of line i at `offset + ends[i]`
    void lines(long utf8Address, long startsAddress, long endsAddress, int lines, String input, long offset);

    /// Takes bytes that are no line.
    ///
    /// @param input the name of the input that was begun; empty if none was
    /// @param offset where the first of them stood in it
    /// @param reason one of few texts, so that rejects can be counted by it
    void reject(long address, int bytes, String input, long offset, String reason);

    /// Gives back what it holds: called by the splitter, when it is closed.
    @Override
    default void close() {}
}
