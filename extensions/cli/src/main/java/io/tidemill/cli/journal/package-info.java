// SPDX-License-Identifier: Apache-2.0
/// Commands over a journal: `tidemill journal inspect | verify | dump | export | verdict`.
///
/// [io.tidemill.cli.journal.JournalCommand] is the group; each subcommand is a program of its own, with
/// [io.tidemill.cli.journal.reading.DirectoryOptions] mixed in. But for `verdict`, which locks the directory and writes one entry, they take
/// no lock, write nothing, and work beside an engine that writes: what has not been written whole when they come to it is not there for them. What a command prints for
/// people and what it prints for programs (`--json`) are written by two classes that are shown the same things.
///
/// `reading` finds a journal and goes through it, `printing` knows how things are written; `dump`, `inspect` and `export` are a command each,
/// and the two short ones, verify and verdict, are here.
///
/// **Threads**: the caller's. **Memory**: one chunk of an input at a time. May import: journal and its directory, time, what commands
/// share, the rooms below, picocli, Jackson's generator.
@NullMarked
package io.tidemill.cli.journal;

import org.jspecify.annotations.NullMarked;
