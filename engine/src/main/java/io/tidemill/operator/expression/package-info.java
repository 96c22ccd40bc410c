// SPDX-License-Identifier: Apache-2.0
/// Evaluates bound expressions over chunks, a column at a time.
///
/// [io.tidemill.operator.expression.ColumnProgram] makes the column of an expression,
/// [io.tidemill.operator.expression.PredicateProgram] the selection of the rows for which one is true. Both are compiled once, by
/// `ExpressionCompiler`, into a tree of evaluators: one for each node, with scratch of its own and a kernel that computes all rows of a
/// chunk. `CallCompiler` is for functions, and has `ListCompiler` and `DecimalCompiler` beside it.
///
/// The evaluators are in rooms by what they make:
///
/// | room | makes |
/// |---|---|
/// | `evaluator` | columns, constants and numbers; what an evaluator is, and what all of them need |
/// | `truth` | bools: logic, comparisons, matches, and what chooses by them |
/// | `text` | texts of texts, texts of values and values of texts, by kernels |
/// | `list` | lists, and elements of them |
/// | `computation` | what libraries compute row by row, and hashes |
/// | `user` | what functions of the user's answer |
///
/// **Nulls** are a matter of validity bits only: kernels compute every row. A boolean result has zeros in its null rows.
/// **Threads**: one. **Memory**: inputs are borrowed; a result is untouched until the next evaluation.
///
/// May import: memory, kernel, plan.expr, operator, the rooms below.
@NullMarked
package io.tidemill.operator.expression;

import org.jspecify.annotations.NullMarked;
