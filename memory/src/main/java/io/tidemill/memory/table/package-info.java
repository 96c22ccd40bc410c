// SPDX-License-Identifier: Apache-2.0
/// Tables of keys, and columns that grow with them: what grouping, windows, joins and keyed state stand on.
///
/// A [io.tidemill.memory.table.KeyTable] turns keys into dense group ids, chunk by chunk; aggregates are
/// [io.tidemill.memory.table.GrowableColumn]s indexed by those ids, and text that has to be kept goes into a
/// [io.tidemill.memory.table.GrowableText], bits into [io.tidemill.memory.table.GrowableBits]. Heap values, the keys of untyped lambdas, have a
/// [io.tidemill.memory.table.HeapKeyTable].
///
/// ```java
/// try (KeyTable table = KeyTable.of(budget, "words", List.of(Type.UTF8));
///         GrowableColumn counts = GrowableColumn.zeroed(budget, "counts", 8)) {
///     table.assign(new Column[] {words}, rows, groupIds);      // int32 for each row: which group
///     counts.ensure(table.groups());
///     for (int row = 0; row < rows; row++) {
///         long count = counts.address() + 8L * Memory.intAt(groupIds + 4L * row);
///         Memory.putLong(count, Memory.longAt(count) + 1);
///     }
/// }
/// ```
///
/// **How keys are found.** Columns become words of 64 bits (`WordLoader`, `KeyLayout`), words become a hash (`KeyHash`), and
/// 512 rows at a time (`KeyBatch`) are looked up by place if their keys lie close together (`RangeIndex`), else by hash in
/// passes without branches (`SlotPasses` over `Slots`); what is left, collisions and new keys, row by row. The keys themselves
/// are kept by group (`KeyStore`). `docs/design/002-key-table.md` says why.
///
/// **Threads.** A table or column belongs to one thread, and may be handed over.
///
/// **Memory.** Off the heap, counted by a budget. It grows in place in reserved address space (`AddressSpace`,
/// `GrowableMemory`), so growth neither copies nor stalls. `clear` keeps it, `close` gives it back.
///
/// May import: `io.tidemill.memory` and the JDK, with native calls for `mmap`. No Vector API, no query, thread or file.
@NullMarked
package io.tidemill.memory.table;

import org.jspecify.annotations.NullMarked;
