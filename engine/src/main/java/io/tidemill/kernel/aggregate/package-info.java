// SPDX-License-Identifier: Apache-2.0
/// Loops that make few numbers of many rows.
///
/// [io.tidemill.kernel.aggregate.Reduction] makes one of a column, [io.tidemill.kernel.aggregate.Grouping] one of each group, by the
/// group numbers that a key table gave; [io.tidemill.kernel.aggregate.WideSums] reads sums that have left an int64. [io.tidemill.kernel.aggregate.Moments] keep how values spread,
/// [io.tidemill.kernel.aggregate.DistinctEstimate] about how many different ones there are,
/// [io.tidemill.kernel.aggregate.Digests] about where they lie (`DigestRecord` is one of them in memory),
/// [io.tidemill.kernel.aggregate.Winners] which row of a group is the first, the last, the least or the greatest. `EightSums` is the one
/// place that says in which order floats are added, so that a sum has the same bits everywhere.
///
/// **Threads, memory**: as in `io.tidemill.kernel`. May import: `io.tidemill.memory`, `io.tidemill.kernel`,
/// `io.tidemill.kernel.bitmap`, `io.tidemill.kernel.text`, `io.tidemill.kernel.comparison`.
@NullMarked
package io.tidemill.kernel.aggregate;

import org.jspecify.annotations.NullMarked;
