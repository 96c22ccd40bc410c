// SPDX-License-Identifier: Apache-2.0
/// The agent that hands results to the sinks, and gives input slots back.
///
/// [io.tidemill.runtime.output.OutputAgent] stands behind the gate: nothing leaves before what it depends on is durable. It says which
/// batches each sink has got (see `CommitKeeper`), shows sources how far output has come
/// ([io.tidemill.runtime.output.OutputPlaces]), and tells the flight recorder of batches (`BatchRecorder`).
///
/// **Threads**: the agent's, on which sinks are called and closed; a source looks at its places from its own. **Memory**: none of its
/// own. May import: `io.tidemill.ring`, `io.tidemill.connector`, `io.tidemill.compile`, `io.tidemill.metrics`,
/// `io.tidemill.runtime.recovery`, `.failure`; no other agent.
@NullMarked
package io.tidemill.runtime.output;

import org.jspecify.annotations.NullMarked;
