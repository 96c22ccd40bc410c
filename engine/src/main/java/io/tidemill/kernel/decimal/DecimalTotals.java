// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Type;

/// Sums and averages of decimals, of the exact totals that [io.tidemill.kernel.aggregate.WideSums] keeps.
///
/// A group whose result has more digits than its type has no value. An average of no values is 0.
public final class DecimalTotals {

    /// @param power what a total is multiplied by
    /// @param limit the greatest result
    record Specification(long power, long limit) {}

    private DecimalTotals() {}

    /// Totals by counts, which are all 1 where a sum is meant.
    ///
    /// @param values that were added
    public static Shape<Loop.Average> of(Type values, Type result) {
        return Recipe.single(ScalarDecimalTotal.class,
                new Specification(Wide.power(result.scale() - values.scale()), Wide.limit(result.precision())));
    }
}
