// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Column;

/// Writes the rows of a column that are not null, for a kind of type.
sealed interface RowEncoder permits BitEncoder, ValueEncoder, WideEncoder, TextEncoder {
    /// Fewer rows are written plain, without a look.
    int LEAST_ROWS = 16;

    /// Writes rows; answers where they end.
    ///
    /// @param validity from bit 0 on; 0 if no row is null
    /// @param present how many rows are not null
    long encode(Column column, long validity, int rows, int present, long target);

    /// The encoding of what was written last.
    int used();

    /// Tries this encoding with every chunk, whatever it costs: for tests.
    void force(int encoding);
}
