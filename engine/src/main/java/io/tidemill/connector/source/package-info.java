// SPDX-License-Identifier: Apache-2.0
/// The sources that come with the engine: lines from a socket, from a file, from the files that appear in a directory, and
/// queued datasets.
///
/// What each promises is in `docs/sources.md`. **Threads**: a source runs on a thread of its own, which an interrupt ends; a
/// [io.tidemill.connector.source.QueueSource] is asked by the ingest agent. **Memory**: read buffers are counted by the
/// context's budget.
///
/// May import: memory, format, the connectors' contracts and the API.
@NullMarked
package io.tidemill.connector.source;

import org.jspecify.annotations.NullMarked;
