// SPDX-License-Identifier: Apache-2.0
/// Evaluators of texts: each runs one kernel, whatever the function.
///
/// `TextSliceEvaluator` takes pieces, which stay where they are, `TextMapEvaluator` and `TextJoinEvaluator` write new texts,
/// `TextMeasureEvaluator` makes an int32 of each text. `TextFormatEvaluator`, `TextParseEvaluator` and `TextDecodeEvaluator` are casts.
///
/// **Threads, memory**: as in `io.tidemill.operator.expression`.
///
/// May import: memory, kernel, operator.expression.evaluator.
@NullMarked
package io.tidemill.operator.expression.text;

import org.jspecify.annotations.NullMarked;
