// SPDX-License-Identifier: Apache-2.0
/// Lines of bytes: where they end, where marks such as quotes and separators stand in them, and whether they are UTF-8.
///
/// [io.tidemill.kernel.text.line.Lines] has the loops, most of them with a vector twin; [io.tidemill.kernel.text.line.Marks] says which
/// bytes are looked for.
///
/// **Threads, memory**: as in `io.tidemill.kernel`. May import: `io.tidemill.memory`, `io.tidemill.kernel`, `io.tidemill.kernel.text`.
@NullMarked
package io.tidemill.kernel.text.line;

import org.jspecify.annotations.NullMarked;
