// SPDX-License-Identifier: Apache-2.0
/// A data directory: who may use it, what was written in it at each start, and how far that is safe.
///
/// | name | what |
/// |---|---|
/// | `LOCK` | held by the one engine that writes here |
/// | `tidemill` | version of the format, carrier: [io.tidemill.journal.directory.FormatFile] |
/// | `barrier` | up to where the journal is known to be on the disk: [io.tidemill.journal.directory.BarrierFile] |
/// | `journal/00000001/` | the carrier's files of incarnation 1 |
/// | `commits/SINK/` | what a sink has committed: [io.tidemill.journal.directory.CommitLog] |
///
/// [io.tidemill.journal.directory.DataDirectory] opens one and begins an incarnation, which a
/// [io.tidemill.journal.directory.JournalWriter] then writes. **Threads**: the journal agent appends and never waits; what waits
/// for the disk are the writer's companions, [io.tidemill.journal.directory.GroupCommit] and
/// [io.tidemill.journal.directory.SpaceAhead]. What shall become of a single row is written by a
/// [io.tidemill.journal.directory.VerdictWriter], in an incarnation of its own. **Memory**: no garbage per append. May import: memory, journal, record. Knows no
/// carrier by name and no expressions.
@NullMarked
package io.tidemill.journal.directory;

import org.jspecify.annotations.NullMarked;
