// SPDX-License-Identifier: Apache-2.0
/// The agents that drive chunks and ticks through the operators of a plan: one for each lane.
///
/// ```
/// slot -> LaneAgent -> LanePlan: operators -> Pipeline: one after the other -> OutputPort -> output ring
///                                  |
///                                  +- a row on which user code throws -> LaneVerdicts -> DeadLetterOutput -> output ring
/// ```
///
/// A [io.tidemill.runtime.lane.LaneGroup] makes the lanes of an engine from a [io.tidemill.runtime.lane.LaneSetting]; chunk after chunk
/// goes to the next of their [io.tidemill.runtime.lane.LaneAgent]s, and at a tick they meet, stage by stage, where operators need the rows
/// of all (`docs/design/009-lanes.md`). Its `LanePlace` says where a lane is, to the others too. [io.tidemill.runtime.lane.Rejects] and
/// [io.tidemill.runtime.lane.DeadLetters] keep the latest of what was left out, for people.
///
/// **Threads**: each agent's, on which its operators are opened and called; the last agent to end closes those of all. The two keepers
/// are read by any. **Memory**: a child of the engine's budget for each operator and port, given back then. May import: `io.tidemill.operator`,
/// `io.tidemill.ring`, `io.tidemill.compile`, `io.tidemill.runtime.config`, `.failure`, `.thread`; no other agent.
@NullMarked
package io.tidemill.runtime.lane;

import org.jspecify.annotations.NullMarked;
