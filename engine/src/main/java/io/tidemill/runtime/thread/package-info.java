// SPDX-License-Identifier: Apache-2.0
/// The threads of an engine, and whoever drives its agents where it has none.
///
/// An [io.tidemill.runtime.thread.EngineThread] drives [io.tidemill.runtime.thread.Agents] in a loop, and rests as its
/// [io.tidemill.runtime.thread.Idle] says; [io.tidemill.runtime.thread.AgentThreads] deals the agents out to threads, and knows whose
/// bells ([io.tidemill.runtime.thread.Bells]) wake whom; [io.tidemill.runtime.thread.EngineThreads] starts and ends them together. In the inline
/// layout an [io.tidemill.runtime.thread.InlineDriver] lets one caller at a time do the same.
/// [io.tidemill.runtime.thread.CompanionThreads] wait for the disk, a [io.tidemill.runtime.thread.BackgroundWarmUp] runs kernels, so
/// that no agent has to. [io.tidemill.runtime.thread.MemoryBarrier] is the one system call of the engine.
///
/// **Threads**: starts them; all are daemons, named `tidemill-CONTEXT...`, and are waited for at the end. What throws on one is the
/// engine's failure. **Memory**: none in the loop. May import: `io.tidemill.ring` (the doorbell), `io.tidemill.journal` (its
/// companions), `io.tidemill.kernel`, `io.tidemill.memory` (for warming up), `io.tidemill.runtime.config`, `.failure`; no agent.
@NullMarked
package io.tidemill.runtime.thread;

import org.jspecify.annotations.NullMarked;
