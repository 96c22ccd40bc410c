// SPDX-License-Identifier: Apache-2.0
/// The agent that drives chunks and ticks through the operators of a plan.
///
/// ```
/// slot -> LaneAgent -> LanePlan: operators -> Pipeline: one after the other -> OutputPort -> output ring
///                                  |
///                                  +- a row on which user code throws -> LaneVerdicts -> DeadLetterOutput -> output ring
/// ```
///
/// [io.tidemill.runtime.lane.LaneAgent] is made with a [io.tidemill.runtime.lane.LaneSetting]. [io.tidemill.runtime.lane.Rejects] and
/// [io.tidemill.runtime.lane.DeadLetters] keep the latest of what was left out, for people.
///
/// **Threads**: the agent's, on which operators are opened, called and closed; the two keepers are read by any. **Memory**: a child of
/// the engine's budget for each operator and port, given back when the agent closes. May import: `io.tidemill.operator`,
/// `io.tidemill.ring`, `io.tidemill.compile`, `io.tidemill.runtime.config`, `.failure`; no other agent.
@NullMarked
package io.tidemill.runtime.lane;

import org.jspecify.annotations.NullMarked;
