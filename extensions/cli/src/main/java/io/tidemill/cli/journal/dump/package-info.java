// SPDX-License-Identifier: Apache-2.0
/// Entries one by one: `tidemill journal dump`.
///
/// An [io.tidemill.cli.journal.dump.EntryFilter] says which; an [io.tidemill.cli.journal.dump.EntryOutput] writes them, as text or as JSON.
///
/// **Threads**: the caller's. **Memory**: one chunk of an input at a time. May import: journal, memory, time, what commands share,
/// `cli.journal.reading` and `.printing`, picocli, Jackson's generator.
@NullMarked
package io.tidemill.cli.journal.dump;

import org.jspecify.annotations.NullMarked;
