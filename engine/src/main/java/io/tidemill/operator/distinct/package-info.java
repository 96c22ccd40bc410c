// SPDX-License-Identifier: Apache-2.0
/// Rows without those whose key came before.
///
/// In one lane, [io.tidemill.operator.distinct.DistinctOperator] asks `SeenKeys` of `state` about each chunk as it comes, and passes the
/// rows on that are first, at once. In several lanes, each gathers the first row of each key of its own chunks (`GatheredFirsts`); when the
/// batch is over, each lane asks about the keys of its share of the hash ranges (`MergedFirsts`), lane after lane, and passes on what is
/// first. So which row of a key is taken depends on the order of the journal and the number of lanes, and on nothing else.
///
/// **Threads**: one, the lane's; what a lane has frozen at a tick its siblings read. **Memory**: off the heap, counted by the operator's
/// budget, two periods' keys at most; nothing is allocated for a chunk. **Errors**: a budget that refuses more keys throws, and says how
/// many there are.
///
/// May import: operator, operator.columns, memory, kernel, state, plan.
@NullMarked
package io.tidemill.operator.distinct;

import org.jspecify.annotations.NullMarked;
