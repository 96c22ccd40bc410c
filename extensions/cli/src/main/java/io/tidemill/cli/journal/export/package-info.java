// SPDX-License-Identifier: Apache-2.0
/// Rows of one input into a file: `tidemill journal export`, as Arrow or as CSV.
///
/// An [io.tidemill.cli.journal.export.ExportPlan] says which rows, an [io.tidemill.cli.journal.export.RowOutput] writes them.
///
/// **Threads**: the caller's. **Memory**: one chunk of the input at a time. May import: journal, memory and its Arrow files, what commands
/// share, `cli.journal.reading`, `.printing`, `.dump` and `.inspect`, picocli, Jackson's generator.
@NullMarked
package io.tidemill.cli.journal.export;

import org.jspecify.annotations.NullMarked;
