// SPDX-License-Identifier: Apache-2.0
/// What an engine keeps in a data directory, and how it finds what earlier starts have left there.
///
/// [io.tidemill.runtime.recovery.Recovery] locks and scans a directory, with the journal's carrier that `Carriers` chooses, compares
/// the plan, and answers a [io.tidemill.runtime.recovery.Keeping]: the journal of this start, the
/// [io.tidemill.runtime.recovery.History] of those before, and a [io.tidemill.runtime.recovery.CommitKeeper] that writes down which
/// batches each sink has got. Nothing is written before the scan has said where the journal ends.
///
/// **Threads**: opened and closed by the engine's caller; a history is immutable; the keeper has a thread of its own, beside the output
/// agent. **Memory**: the journal's, on a budget of its own. May import: `io.tidemill.journal` and its carriers, `io.tidemill.compile`
/// (fingerprints), `io.tidemill.time`, `io.tidemill.runtime.config`, `io.tidemill.runtime.failure`; no ring, no agent.
@NullMarked
package io.tidemill.runtime.recovery;

import org.jspecify.annotations.NullMarked;
