// SPDX-License-Identifier: Apache-2.0
/// Evaluates bound expressions over chunks, a column at a time.
///
/// [io.tidemill.operator.expression.ColumnProgram] makes the column of an expression,
/// [io.tidemill.operator.expression.PredicateProgram] the selection of the rows for which one is true. Both are compiled once, by
/// [io.tidemill.operator.expression.ExpressionCompiler], into a tree of evaluators: one for each node, with scratch of its own
/// and a kernel that computes all rows of a chunk.
///
/// **Nulls** are a matter of validity bits only: kernels compute every row. A boolean result has zeros in its null rows.
/// **Threads**: one. **Memory**: inputs are borrowed; a result is untouched until the next evaluation.
///
/// May import: memory, kernel, plan.expr, operator.
@NullMarked
package io.tidemill.operator.expression;

import org.jspecify.annotations.NullMarked;
