// SPDX-License-Identifier: Apache-2.0
/// The life of an engine: made of a plan, started once, stopped once.
///
/// [io.tidemill.runtime.Engine] starts the agents and what feeds them, and ends them in the order in which data flows. Its
/// `AgentGroup` makes the agents with the rings between them;
/// [io.tidemill.runtime.EngineStatus] tells how they are doing. `WarmUp` runs a second engine of the same plan on `MadeUpRows`. What
/// they stand on has a room for each of its parts:
///
/// | room | holds | begin with |
/// |---|---|---|
/// | `runtime.config` | what an engine is made with | `EngineConfig` |
/// | `runtime.failure` | the first thing that went wrong; closing whatever happens | `Failure`, `Closing` |
/// | `runtime.thread` | threads, which agents share one, and what they do while there is nothing to do | `AgentThreads`, `Idle` |
/// | `runtime.recovery` | what earlier starts have left, and what this one keeps | `Recovery`, `History`, `Keeping` |
/// | `runtime.ingest` | the agent that takes rows and ends batches | `IngestAgent`, `Publishers`, `Replay` |
/// | `runtime.journal` | the agent that writes the journal | `JournalAgent` |
/// | `runtime.lane` | the agents that drive the operators | `LaneGroup`, `LaneAgent`, `Pipeline`, `OutputPort` |
/// | `runtime.output` | the agent that feeds the sinks and gives slots back | `OutputAgent` |
/// | `runtime.source` | sources that have a thread of their own | `Sources` |
///
/// **Direction**: `config, failure <- thread, recovery, journal, lane <- ingest, output <- source <- runtime`. Agents do not know each
/// other: they meet at rings, counters and doorbells, which `AgentGroup` hands them. Nothing below imports this room but those who
/// build plans.
///
/// **Threads**: an agent never waits: a step that cannot go on returns and is called again. Its fields belong to the thread that
/// drives it, but for methods that say "any thread". Threads are started in `runtime.thread` and `runtime.source` alone.
/// **Failure**: the first one is recorded and stops everything. **Memory**: nothing is allocated between start and stop, but by
/// user code. May import: what it wires, which is nearly everything.
@NullMarked
package io.tidemill.runtime;

import org.jspecify.annotations.NullMarked;
