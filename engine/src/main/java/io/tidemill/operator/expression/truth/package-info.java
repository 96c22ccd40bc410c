// SPDX-License-Identifier: Apache-2.0
/// Evaluators of what is true, false or null, and of choices by that.
///
/// `Truth` has the bits of an answer, `Falses` those of the rows where one is false: `LogicEvaluator` and `NotEvaluator` compute in three
/// values. `ComparisonEvaluator`, `ConstantComparisonEvaluator` and their like for texts compare; `IfEvaluator` chooses one of two values
/// (`ChosenValues`); `TruthAsNumber` is a cast.
///
/// **Threads, memory**: as in `io.tidemill.operator.expression`. A result has zeros in its null rows.
///
/// May import: memory, kernel, plan.expr, operator.expression.evaluator.
@NullMarked
package io.tidemill.operator.expression.truth;

import org.jspecify.annotations.NullMarked;
