// SPDX-License-Identifier: Apache-2.0
/// What no kernel computes.
///
/// `RowByRowEvaluator` calls a [io.tidemill.operator.expression.computation.RowComputation] for each row that is meant: regular expressions,
/// patterns of time, JSON, digests. It costs a call a row, and most computations some objects (`ExactBytes` saves those that it can);
/// `explain()` names such calls. `HashEvaluator` has Spark's hashes of several columns together.
///
/// **Threads, memory**: as in `io.tidemill.operator.expression`.
///
/// May import: memory, kernel, plan.expr, codec, format.json, operator.expression.evaluator.
@NullMarked
package io.tidemill.operator.expression.computation;

import org.jspecify.annotations.NullMarked;
