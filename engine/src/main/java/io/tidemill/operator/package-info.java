// SPDX-License-Identifier: Apache-2.0
/// Operators: one per file, each reads like the sentence that describes it.
///
/// **Contract**: [io.tidemill.operator.Operator]. **Threads**: one, the lane's. **Memory**: input is borrowed, state is the
/// operator's own and counted by its budget, output is lent until the operator's next call.
///
/// May import: memory, kernel, state, codec, plan, time.
@NullMarked
package io.tidemill.operator;

import org.jspecify.annotations.NullMarked;
