// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

/// Makes rows of lines, each by itself: whatever is wrong with one, the others come out.
///
/// One thread.
public interface LineDecoder extends AutoCloseable {

    /// Decodes lines of valid UTF-8: line i is `[starts[i], ends[i])`, ascending int32 positions from `utf8Address` on.
    ///
    /// [io.tidemill.memory.Buffer#ALIGNMENT] bytes behind the last line may be read.
    ///
    /// @param isFirst whether line 0 is the first of its input, where a header would be
    void decode(long utf8Address, long startsAddress, long endsAddress, int lines, boolean isFirst, RowOutput output);

    /// How many values have become nulls because they were bad, [BadValues#NULL].
    long badValues();

    @Override
    void close();
}
