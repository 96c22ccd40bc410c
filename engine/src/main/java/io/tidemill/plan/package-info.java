// SPDX-License-Identifier: Apache-2.0
/// Plans: what a user's program means, as immutable values.
///
/// A [io.tidemill.plan.Plan] is a tree of records (a graph, where a stream is used twice: the node is then the same object).
/// Everything was checked when the node was built, on the line that the node's [io.tidemill.plan.Site] names. **Threads**: any.
/// **Memory**: the heap, at build time only.
///
/// May import: the API, memory, codec, plan.expr.
@NullMarked
package io.tidemill.plan;

import org.jspecify.annotations.NullMarked;
