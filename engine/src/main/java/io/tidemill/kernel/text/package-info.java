// SPDX-License-Identifier: Apache-2.0
/// Loops over the bytes of text.
///
/// [io.tidemill.kernel.text.Splits] cuts texts into pieces, which stay where they are (`WhiteSpace` finds where words end).
/// [io.tidemill.kernel.text.Slices] takes pieces of them, [io.tidemill.kernel.text.Matching] asks what they look like,
/// [io.tidemill.kernel.text.Rewriting] writes new ones (`Needle` finds bytes, `Characters` counts code points).
/// [io.tidemill.kernel.text.TextBytes] compares and copies one text, for the templates of the rooms above too; `Utf8` is the automaton
/// that knows what UTF-8 is.
///
/// Lines have a room of their own, `line`, and so have numbers, `number`.
///
/// **Threads, memory**: as in `io.tidemill.kernel`. May import: `io.tidemill.memory`, `io.tidemill.kernel`,
/// `io.tidemill.kernel.bitmap`.
@NullMarked
package io.tidemill.kernel.text;

import org.jspecify.annotations.NullMarked;
