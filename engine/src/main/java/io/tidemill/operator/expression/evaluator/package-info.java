// SPDX-License-Identifier: Apache-2.0
/// What an evaluator is, and those of columns, constants and numbers.
///
/// [io.tidemill.operator.expression.evaluator.Evaluator] is the contract. `Scratch` is where evaluators write, `TextTarget` where they write
/// texts; `FailedRows` makes the rows null that have no value, and counts them; `JointValidity` is where all operands are there, `MeantRows`
/// which rows are computed one by one. `UnaryEvaluator`, `BinaryEvaluator`, `PartialUnaryEvaluator` and `PartialEvaluator` run a kernel of
/// values of a fixed width; `SharedEvaluator` evaluates what several expressions have in common once.
///
/// **Threads, memory**: as in `io.tidemill.operator.expression`.
///
/// May import: memory, kernel, plan.expr, operator.
@NullMarked
package io.tidemill.operator.expression.evaluator;

import org.jspecify.annotations.NullMarked;
