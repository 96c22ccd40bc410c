// SPDX-License-Identifier: Apache-2.0
/// The write-ahead log: what a journal promises, and one that lives in memory.
///
/// A [io.tidemill.journal.Journal] is handed every slot of the input ring in order and says up to which sequence they are
/// durable; nothing that depends on a later one leaves the engine. **Threads**: the journal agent appends, any thread reads the
/// durable sequence. **Memory**: entries are borrowed for the length of a call. May import: memory. Knows bytes and positions,
/// never expressions.
@NullMarked
package io.tidemill.journal;

import org.jspecify.annotations.NullMarked;
