// SPDX-License-Identifier: Apache-2.0
/// Loops that choose rows, and bring chosen rows together.
///
/// [io.tidemill.kernel.selection.Selections] goes between bits and ascending row numbers; [io.tidemill.kernel.selection.Gathers] makes
/// columns of the rows with some numbers, and dense text of text that lies anywhere; [io.tidemill.kernel.selection.Moves] puts values of
/// some rows in the place of those of others.
///
/// **Threads, memory**: as in `io.tidemill.kernel`. May import: `io.tidemill.memory`, `io.tidemill.kernel`,
/// `io.tidemill.kernel.bitmap`, `io.tidemill.kernel.text`.
@NullMarked
package io.tidemill.kernel.selection;

import org.jspecify.annotations.NullMarked;
