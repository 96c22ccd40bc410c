// SPDX-License-Identifier: Apache-2.0
/// What a journal holds as a whole: `tidemill journal inspect`.
///
/// An [io.tidemill.cli.journal.inspect.Inspection] counts while the journal is gone through; an
/// [io.tidemill.cli.journal.inspect.InspectionReport] is that and what the directory tells, and is printed as text or as JSON.
///
/// **Threads**: the caller's. **Memory**: counts by publisher, part and file. May import: journal and its directory, memory, time, what
/// commands share, `cli.journal.reading`, `.printing` and `.dump`, picocli, Jackson's generator.
@NullMarked
package io.tidemill.cli.journal.inspect;

import org.jspecify.annotations.NullMarked;
