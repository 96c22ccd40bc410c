// SPDX-License-Identifier: Apache-2.0
/// The agent that fills the input ring: with what the journal held, then with what publishers write.
///
/// [io.tidemill.runtime.ingest.IngestAgent] takes rows from [io.tidemill.runtime.ingest.Publishers] and ends batches at the ticks that
/// its `TickPlan` finds in the plan. Before that its `Replay` puts the slots of a journal into the ring once more. A
/// [io.tidemill.runtime.ingest.PullInput] is a source that it asks for rows by the batch.
///
/// **Threads**: the agent's, the only one that reads the batch clock; publishers are opened and closed by any. **Memory**: blocks of
/// publishers and of the replay, made as they are opened. May import: `io.tidemill.ring`, `io.tidemill.journal` (to read it),
/// `io.tidemill.compile`, `io.tidemill.time`, `io.tidemill.runtime.recovery`, `.config`, `.failure`; no other agent.
@NullMarked
package io.tidemill.runtime.ingest;

import org.jspecify.annotations.NullMarked;
