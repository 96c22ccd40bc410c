// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Block;

/// Reads what a [RowEncoder] has written.
sealed interface RowDecoder permits BitDecoder, ValueDecoder, WideDecoder, TextDecoder {
    /// Writes all rows into a column of a block, those that are null as 0.
    ///
    /// @param validity from bit 0 on; 0 if no row is null
    /// @param present how many rows are not null
    void decode(ByteCursor cursor, int encoding, long validity, int rows, int present, Block target, int column);
}
