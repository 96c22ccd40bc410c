// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

import io.tidemill.memory.Chunk;

/// Where a [LineDecoder] puts rows and what is none, in the order of the lines.
public interface RowOutput {

    /// Takes the rows that lines are, lent for the call: row i is line `from + i`.
    void rows(Chunk rows, int from);

    /// Takes a line that is no row.
    ///
    /// @param reason one of few texts, so that rejects can be counted by it; names the column if it is about one
    void reject(int line, String reason);
}
