// SPDX-License-Identifier: Apache-2.0
/// Rows that are kept as they are.
///
/// A [io.tidemill.state.row.RowStore] holds them column by column; [io.tidemill.state.row.KeyedRows] with the group of their key;
/// [io.tidemill.state.row.RowsByGroup] sorts them by group, [io.tidemill.state.row.RowChains] links them as they come, [io.tidemill.state.row.TimedChains]
/// by their times.
/// [io.tidemill.state.row.StoredValues] are one column whose rows may be replaced.
///
/// **Threads**: one. **Memory**: off the heap, metered to the byte.
///
/// May import: memory, kernel.
@NullMarked
package io.tidemill.state.row;

import org.jspecify.annotations.NullMarked;
