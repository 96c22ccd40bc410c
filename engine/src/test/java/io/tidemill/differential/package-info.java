// SPDX-License-Identifier: Apache-2.0
/// Random queries over random rows, whose answers must be DuckDB's.
///
/// A [io.tidemill.differential.RandomTable] has columns of all types, with nulls in one pattern each. A
/// [io.tidemill.differential.RandomQuery] is built twice at once, step by step: as a stream and as SQL. A `Stage` is what it has come to, a
/// `Draft` a step in the making; `RandomRows`, `RandomGroup`, `RandomJoin`, `RandomRanks` and `RandomRunning` make them. `EngineRun` pushes the
/// rows through the one, cut into chunks, batches and lanes at random; `DuckDb` answers the other; `Answers` compares the two as multisets.
/// `Coverage` counts what was tried on what, and says which of several steps tries most of what was seldom tried.
///
/// Where the two mean different things, the SQL says what `docs/types.md`, `docs/joins.md` and `docs/event-time.md` say.
@NullMarked
package io.tidemill.differential;

import org.jspecify.annotations.NullMarked;
