// SPDX-License-Identifier: Apache-2.0
/// Functions of the user's: called row by row, or for a chunk at once.
///
/// `Arguments` is what they are handed; `LeftOutRows` judges the rows on which they throw, and leaves them out.
///
/// **Threads**: as in `io.tidemill.operator.expression`; the user's code may be called on several at once. **Memory**: arguments are lent for a call.
///
/// May import: memory, kernel, plan, plan.expr, codec, operator, operator.expression.evaluator.
@NullMarked
package io.tidemill.operator.expression.user;

import org.jspecify.annotations.NullMarked;
