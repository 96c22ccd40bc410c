// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;

/// How lines are rows: the columns, and how they are written. Immutable; serves any number of sources.
public interface LineFormat {

    /// The columns that its rows have.
    Schema schema();

    /// Makes the loops of decoders known to a Forge, so that they are there when it warms up.
    void prepare(Forge forge);

    /// Makes a decoder, which its user closes.
    ///
    /// @param what names the source in messages about memory
    LineDecoder open(Forge forge, MemoryBudget budget, String what);

    /// What keeps a line end from ending a line, if anything does.
    default LineQuotes quotes() {
        return LineQuotes.NONE;
    }
}
