// SPDX-License-Identifier: Apache-2.0
/// The engine at work: agents, threads, lifecycle and failure.
///
/// [io.tidemill.runtime.IngestAgent] fills the input ring, [io.tidemill.runtime.JournalAgent] and
/// [io.tidemill.runtime.LaneAgent] read it side by side, [io.tidemill.runtime.OutputAgent] lets results go and gives blocks back. An
/// agent never waits: a step that cannot go on returns and is called again. [io.tidemill.runtime.Engine] puts them on threads,
/// starts and stops them.
///
/// **Threads**: the only room that starts any. **Failure**: the first one is recorded ([io.tidemill.runtime.Failure]) and stops
/// everything. **Memory**: nothing is allocated between start and stop, but by user code.
@NullMarked
package io.tidemill.runtime;

import org.jspecify.annotations.NullMarked;
