// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

import io.tidemill.memory.Type;

/// Counts, sums and extremes of groups: one accumulator a group, in a column that is indexed by group number.
///
/// Each row adds to its group's accumulator in the order of rows, so that sums of floats are the same everywhere. Partial results
/// merge by the same loops: counts by `SUM` of int64, others by themselves. There are no vector twins: two lanes may belong to one
/// group.
///
/// | | of | accumulator | begins with |
/// |---|---|---|---|
/// | count | | int64 | 0 |
/// | `SUM` | integers | int64, wraps around | 0 |
/// | `SUM` | floats | float64 | 0.0 |
/// | `MIN`, `MAX` | any type of fixed width | the same type | [Reduction#identity] |
public final class Grouping {
    private Grouping() {}

    /// How many rows each group has.
    public static Shape<Loop.GroupedCount> count() {
        return Recipe.single(ScalarGroupedCount.class);
    }

    /// The sum or an extreme of each group.
    public static Shape<Loop.Grouped> of(Reduction reduction, Type type) {
        return Recipe.single(ScalarGrouped.class, new Reduction.Specification(reduction, Element.of(type)));
    }
}
