// SPDX-License-Identifier: Apache-2.0
/// The engine at work: agents, threads, lifecycle and failure.
///
/// [io.tidemill.runtime.IngestAgent] fills the input ring, [io.tidemill.runtime.JournalAgent] and
/// [io.tidemill.runtime.LaneAgent] read it side by side, [io.tidemill.runtime.OutputAgent] lets results go and gives blocks back. An
/// agent never waits: a step that cannot go on returns and is called again. A lane drives chunks through the operators of its
/// `LanePlan` by a `Pipeline`, whose last operators are `OutputPort`s. [io.tidemill.runtime.Engine] puts the agents on threads and
/// starts and stops them; a `SourceRunner` has a thread for each source that may block; `WarmUp` runs a plan on made-up rows.
///
/// **Threads**: the only room that starts any. **Failure**: the first one is recorded ([io.tidemill.runtime.Failure]) and stops
/// everything. **Memory**: nothing is allocated between start and stop, but by user code.
@NullMarked
package io.tidemill.runtime;

import org.jspecify.annotations.NullMarked;
