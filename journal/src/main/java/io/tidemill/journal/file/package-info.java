// SPDX-License-Identifier: Apache-2.0
/// The carrier that needs no flags: plain files, and the real disk that they lie on.
///
/// A [io.tidemill.journal.file.FileCarrier] lays records one behind another into files `00000001.journal`, `00000002.journal`, ...,
/// over a [io.tidemill.journal.Storage]: [io.tidemill.journal.file.FileStorage] in production, a simulated one in tests. Space is
/// allocated by writing zeros ahead of the writer, so that a full disk is met where nothing is lost, and the next file is there
/// before it is needed; zeros say that nothing follows.
///
/// **Threads**: one appends, one allocates, one forces; they share three counters per file and never wait for each other.
/// **Memory**: no garbage per append. May import: memory, journal. Knows bytes, not what records mean.
@NullMarked
package io.tidemill.journal.file;

import org.jspecify.annotations.NullMarked;
