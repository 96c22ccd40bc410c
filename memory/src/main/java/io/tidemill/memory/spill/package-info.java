// SPDX-License-Identifier: Apache-2.0
/// State on disk: the files in which tables go on that are beyond the limit of their memory.
///
/// A [io.tidemill.memory.spill.SpillDirectory] makes a file for each piece of memory that has to go on (`SpillFile`), allocates
/// the disk's space as it grows, and maps it over the addresses that the table had reserved (`FileCalls`).
/// `docs/design/014-state-goes-on-in-a-file.md` says why.
///
/// **Files have no names.** Each is deleted as soon as it is open, so the system takes it back when the process ends, in
/// whatever way; what a kill between the two calls leaves, the next start deletes.
///
/// **Threads**: a directory belongs to all of an engine's threads, a file to one. **Memory**: the pages are the system's cache, which it
/// writes and drops as it needs; the space on the disk is counted by a budget.
///
/// May import: `io.tidemill.memory` and the JDK, with native calls for files. No query or thread.
@NullMarked
package io.tidemill.memory.spill;

import org.jspecify.annotations.NullMarked;
