// SPDX-License-Identifier: Apache-2.0
/// Loops over decimals: an int64 of the smallest units each, or 128 bits of them where there are more than 18 digits; how many digits stand
/// behind the point is the type's.
///
/// What no rescaling can make leave 18 digits is done by the loops over int64s; here is what has to be checked, in 128 bits, or rescaled:
/// [io.tidemill.kernel.decimal.DecimalArithmetic], [io.tidemill.kernel.decimal.DecimalComparison] of decimals of different scales,
/// [io.tidemill.kernel.decimal.DecimalCasts], [io.tidemill.kernel.decimal.DecimalTexts] and
/// [io.tidemill.kernel.decimal.DecimalTotals], which makes sums and averages of exact totals. Halves are rounded
/// away from zero.
///
/// `Wide` divides 128 bits by 64 on the way to an int64. Loops of *wide* decimals go by `WideSize`, which multiplies and divides 128 bits, and
/// end in a `WideResult`: they keep two `long`s in hand, and write both. Only what leaves 127 bits on its way becomes a `BigDecimal`.
///
/// **Threads, memory**: as in `io.tidemill.kernel`. May import: `io.tidemill.memory`, `io.tidemill.kernel`,
/// `io.tidemill.kernel.text.number`, `io.tidemill.kernel.comparison`, `io.tidemill.kernel.aggregate`.
@NullMarked
package io.tidemill.kernel.decimal;

import org.jspecify.annotations.NullMarked;
