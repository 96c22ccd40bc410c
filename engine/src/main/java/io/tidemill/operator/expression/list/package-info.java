// SPDX-License-Identifier: Apache-2.0
/// Evaluators of lists: `ListMakeEvaluator` and `ListSplitEvaluator` make them, `ListElementEvaluator` takes an element,
/// `ListSearchEvaluator` looks for one.
///
/// **Threads, memory**: as in `io.tidemill.operator.expression`.
///
/// May import: memory, kernel, operator.expression.evaluator.
@NullMarked
package io.tidemill.operator.expression.list;

import org.jspecify.annotations.NullMarked;
