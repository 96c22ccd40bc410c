// SPDX-License-Identifier: Apache-2.0
/// Columns out of text: whatever stood between the values.
///
/// A decoder finds where the values of a run of lines are and writes it down, a [io.tidemill.format.column.Cells] cell for each
/// column and line; [io.tidemill.format.column.ParsedRows] then makes the columns, each by a loop of its own, and hands on
/// rows and rejects in the order of the lines ([io.tidemill.format.column.Verdicts]). To find values it walks from one of the
/// [io.tidemill.format.column.TextMarks] to the next, which the vector loops of `kernel` have made of the text.
///
/// **Threads**: everything belongs to its decoder's one thread. **Memory**: counted by the decoder's budget; nothing is allocated on the
/// heap but for numbers that need more than one rounding and times by a pattern.
///
/// May import: memory, kernel, format.
@NullMarked
package io.tidemill.format.column;

import org.jspecify.annotations.NullMarked;
