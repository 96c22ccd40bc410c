// SPDX-License-Identifier: Apache-2.0
/// Numbers as text, and text as numbers.
///
/// [io.tidemill.kernel.text.number.NumberTexts] has the loops; [io.tidemill.kernel.text.number.Decimals] reads and writes single digits,
/// for the templates of times and decimals too.
///
/// **Threads, memory**: as in `io.tidemill.kernel`. May import: `io.tidemill.memory`, `io.tidemill.kernel`.
@NullMarked
package io.tidemill.kernel.text.number;

import org.jspecify.annotations.NullMarked;
