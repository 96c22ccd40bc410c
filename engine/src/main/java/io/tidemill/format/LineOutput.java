// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

/// Where a [LineSplitter] puts lines and what is none, in the order of the input. All memory is lent for the length of a call.
public interface LineOutput {

    /// Takes lines of valid UTF-8: line i is `[starts[i], ends[i])`, int32 positions from `utf8Address` on.
    ///
    /// [io.tidemill.memory.Buffer#ALIGNMENT] bytes behind the last line may be read.
    void lines(long utf8Address, long startsAddress, long endsAddress, int lines);

    /// Takes bytes that are no line.
    ///
    /// @param offset where the first of them stood in the input
    /// @param reason one of few texts, so that rejects can be counted by it
    void reject(long address, int bytes, long offset, String reason);
}
