// SPDX-License-Identifier: Apache-2.0
/// Loops that compute numbers from numbers, row by row.
///
/// [io.tidemill.kernel.arithmetic.Arithmetic] has a result for every row, [io.tidemill.kernel.arithmetic.Division] of integers none where
/// the divisor is 0; [io.tidemill.kernel.arithmetic.Cast] changes the type, and there integers wrap around.
/// [io.tidemill.kernel.arithmetic.CheckedArithmetic] and [io.tidemill.kernel.arithmetic.CheckedCast] say where
/// they would. Floats follow IEEE 754 with one NaN.
///
/// **Threads, memory**: as in `io.tidemill.kernel`. May import: `io.tidemill.memory`, `io.tidemill.kernel`.
@NullMarked
package io.tidemill.kernel.arithmetic;

import org.jspecify.annotations.NullMarked;
