// SPDX-License-Identifier: Apache-2.0
/// Sources that may block, each on a thread of its own.
///
/// A [io.tidemill.runtime.source.SourceBinding] says which source feeds which input. [io.tidemill.runtime.source.Sources] opens, starts
/// and ends those that run; a `SourceRunner` is the context that one of them sees, and sees of the engine what
/// [io.tidemill.runtime.source.SourceHost] lets through: room, refusal, the clock, output.
///
/// **Threads**: one for each source, which only fills its publisher. One that does not end ten seconds after it was asked to is left
/// behind. **Memory**: a child of the engine's budget for each, open until its thread has ended. May import: `io.tidemill.connector`,
/// `io.tidemill.format`, `io.tidemill.ring`, `io.tidemill.runtime.output`, `.recovery`, `.config`, `.failure`; no agent.
@NullMarked
package io.tidemill.runtime.source;

import org.jspecify.annotations.NullMarked;
