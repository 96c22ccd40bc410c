// SPDX-License-Identifier: Apache-2.0
/// The agent that writes the input ring into the journal, beside the lanes.
///
/// [io.tidemill.runtime.journal.JournalAgent] shows each slot as an entry (`SlotEntries`) and appends it. `Acknowledgements` wait for
/// the disk and tell publishers what has become durable; a `JournalMeter` says how far the disk is behind.
///
/// **Threads**: the agent's; that it is durable, is closing, or lags is told to any. **Memory**: none but a ring of numbers that grows
/// with a slow disk, up to a limit. May import: `io.tidemill.ring`, `io.tidemill.journal`, `io.tidemill.compile`,
/// `io.tidemill.metrics`; nothing of `io.tidemill.runtime`.
@NullMarked
package io.tidemill.runtime.journal;

import org.jspecify.annotations.NullMarked;
