// SPDX-License-Identifier: Apache-2.0
/// Loops that answer a bit a row: comparisons of numbers and of texts.
///
/// [io.tidemill.kernel.comparison.Comparison] names them. [io.tidemill.kernel.comparison.FloatOrder] is the one place that says how floats
/// are ordered; the vector templates say the same in vectors.
///
/// **Threads, memory**: as in `io.tidemill.kernel`. May import: `io.tidemill.memory`, `io.tidemill.kernel`,
/// `io.tidemill.kernel.bitmap`, `io.tidemill.kernel.text`.
@NullMarked
package io.tidemill.kernel.comparison;

import org.jspecify.annotations.NullMarked;
