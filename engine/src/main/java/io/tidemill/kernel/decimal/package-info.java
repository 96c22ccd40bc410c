// SPDX-License-Identifier: Apache-2.0
/// Loops over decimals: an int64 of the smallest units each, whose number of digits behind the point is the type's.
///
/// What no rescaling can make leave 18 digits is done by the loops over int64s; here is what has to be checked, in 128 bits, or rescaled:
/// [io.tidemill.kernel.decimal.DecimalArithmetic], [io.tidemill.kernel.decimal.DecimalComparison] of decimals of different scales,
/// [io.tidemill.kernel.decimal.DecimalCasts], [io.tidemill.kernel.decimal.DecimalTexts] and
/// [io.tidemill.kernel.decimal.DecimalTotals], which makes sums and averages of exact totals. `Wide` divides 128 bits. Halves are rounded
/// away from zero.
///
/// **Threads, memory**: as in `io.tidemill.kernel`. May import: `io.tidemill.memory`, `io.tidemill.kernel`,
/// `io.tidemill.kernel.text`, `io.tidemill.kernel.comparison`, `io.tidemill.kernel.aggregate`.
@NullMarked
package io.tidemill.kernel.decimal;

import org.jspecify.annotations.NullMarked;
