// SPDX-License-Identifier: Apache-2.0
/// Loops over lists, each of which is a [io.tidemill.memory.PackedList].
///
/// [io.tidemill.kernel.list.Elements] asks lists how long they are, what stands at some place of them, and whether they hold a value;
/// [io.tidemill.kernel.list.Lists] makes lists of texts, and falls apart into elements what is one.
///
/// **Threads, memory**: as in `io.tidemill.kernel`. May import: `io.tidemill.memory`, `io.tidemill.kernel`, `io.tidemill.kernel.text`.
@NullMarked
package io.tidemill.kernel.list;

import org.jspecify.annotations.NullMarked;
